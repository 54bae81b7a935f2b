package org.konsil.web.pki;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.konsil.pki.CertificateBundle;
import org.konsil.pki.request.EnrolmentBody;
import org.konsil.pki.request.RequestRefusedException;
import org.konsil.server.access.Audience;
import org.konsil.server.access.Role;
import org.konsil.server.certification.EnrolmentWay;
import org.konsil.server.certification.publication.AuthorityCertificates;
import org.konsil.server.certification.request.Enrolment;
import org.konsil.server.certification.request.EnrolmentDesk;
import org.konsil.web.access.CurrentCaller;
import org.konsil.web.access.TokenFor;
import org.konsil.web.api.proof.AnsweredOnceProven;
import org.konsil.web.problem.MalformedRequestException;

/** Gives out certificates by EST (RFC 7030, 8951, 9908); a token for the API opens nothing here. */
@Path("{profile: [a-z-]{1,64}}")
@RequestScoped
@TokenFor(Audience.PKI)
public class EstResource {

    private static final String CERTIFICATES = "application/pkcs7-mime";
    private static final String CERTIFICATES_ONLY = CERTIFICATES + "; smime-type=certs-only";
    private static final String TRANSFER_ENCODING = "Content-Transfer-Encoding";
    private static final int MAX_PROOF_CHARACTERS = 200;
    /** People decide in minutes at best. */
    private static final int RETRY_SECONDS = 60;

    @Inject
    CurrentCaller current;

    @Inject
    AuthorityCertificates authorities;

    @Inject
    EnrolmentDesk desk;

    /** The CA certificates (section 4.1): the one that issues this profile, and the root. */
    @GET
    @Path("cacerts")
    @PermitAll
    public Response cacerts(@PathParam("profile") String profile) {
        List<byte[]> chain = authorities.chain(desk.authority(profile)).orElseThrow(NotFoundException::new);
        return base64(CERTIFICATES, CertificateBundle.encode(chain));
    }

    /** What a request must contain (section 4.5): a challenge for the caller, good for one key. */
    @GET
    @Path("csrattrs")
    @RolesAllowed({Role.STAFF_NAME, Role.IT_OPERATOR_NAME})
    public Response csrattrs(@PathParam("profile") String profile) {
        return base64("application/csrattrs", desk.attributes(current.require(), profile));
    }

    /** A certificate for the key of the request (section 4.2.1); the same request may come again. */
    @POST
    @AnsweredOnceProven
    @Path("simpleenroll")
    @RolesAllowed({Role.STAFF_NAME, Role.IT_OPERATOR_NAME})
    @Consumes("application/pkcs10")
    public Response simpleenroll(@PathParam("profile") String profile, InputStream body) throws IOException {
        return answer(desk.enrol(current.require(), profile, EnrolmentWay.EST, read(body)));
    }

    /** The next certificate for a certified key (section 4.2.2). */
    @POST
    @AnsweredOnceProven
    @Path("simplereenroll")
    @RolesAllowed({Role.STAFF_NAME, Role.IT_OPERATOR_NAME})
    @Consumes("application/pkcs10")
    public Response simplereenroll(
            @PathParam("profile") String profile,
            @HeaderParam("Konsil-Reenrolment") @Nullable String proof,
            InputStream body)
            throws IOException {
        return answer(desk.enrolAgain(current.require(), profile, read(body), proof(proof)));
    }

    private static byte[] read(InputStream body) throws IOException {
        byte[] encoded = body.readNBytes(EnrolmentBody.MAX_BYTES + 1);
        if (encoded.length > EnrolmentBody.MAX_BYTES) {
            throw new ClientErrorException(Response.Status.REQUEST_ENTITY_TOO_LARGE);
        }
        try {
            return EnrolmentBody.decode(encoded);
        } catch (RequestRefusedException neither) {
            throw new MalformedRequestException("neither base64 nor DER of a request");
        }
    }

    private static byte[] proof(@Nullable String header) {
        if (header == null) {
            return new byte[0];
        }
        try {
            if (header.length() <= MAX_PROOF_CHARACTERS) {
                return Base64.getDecoder().decode(header);
            }
        } catch (IllegalArgumentException malformed) {
            // told below
        }
        throw new MalformedRequestException("Konsil-Reenrolment is no base64 of a signature");
    }

    /** Section 4.2.3: 202 as long as people have to decide. */
    private static Response answer(Enrolment enrolment) {
        if (enrolment instanceof Enrolment.Issued issued) {
            return base64(
                    CERTIFICATES_ONLY,
                    CertificateBundle.encode(issued.certificate().chain()));
        }
        return Response.accepted()
                .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                .build();
    }

    /** In one line (RFC 8951, section 3.1, by RFC 4648, section 3.1): strongSwan reads no other. */
    private static Response base64(String type, byte[] der) {
        byte[] body = Base64.getEncoder().encode(der);
        return Response.ok(body, type).header(TRANSFER_ENCODING, "base64").build();
    }
}
