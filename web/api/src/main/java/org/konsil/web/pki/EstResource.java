package org.konsil.web.pki;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.konsil.pki.CertificateBundle;
import org.konsil.server.access.Audience;
import org.konsil.server.access.Role;
import org.konsil.server.certification.publication.AuthorityCertificates;
import org.konsil.server.certification.request.EnrolmentDesk;
import org.konsil.web.access.CurrentCaller;
import org.konsil.web.access.TokenFor;

/** Gives devices their certificates; a token for the API opens nothing here. */
@Path("")
@RequestScoped
@TokenFor(Audience.PKI)
public class EstResource {

    private static final String CERTIFICATES = "application/pkcs7-mime";
    private static final String CERTIFICATES_ONLY = CERTIFICATES + "; smime-type=certs-only";
    private static final String TRANSFER_ENCODING = "Content-Transfer-Encoding";

    @Inject
    CurrentCaller current;

    @Inject
    AuthorityCertificates authorities;

    @Inject
    EnrolmentDesk desk;

    /** The CA certificates (section 4.1): the Device CA and the root. */
    @GET
    @Path("cacerts")
    @PermitAll
    public Response cacerts() {
        return certificates(CERTIFICATES, authorities.chain());
    }

    /** A certificate for the key of the request (section 4.2); the same key may ask again. */
    @POST
    @Path("simpleenroll")
    @RolesAllowed(Role.STAFF_NAME)
    @Consumes("application/pkcs10")
    public Response simpleenroll(InputStream body) throws IOException {
        byte[] encoded = body.readNBytes(EnrolmentBody.MAX_BYTES + 1);
        if (encoded.length > EnrolmentBody.MAX_BYTES) {
            throw new ClientErrorException(Response.Status.REQUEST_ENTITY_TOO_LARGE);
        }
        byte[] pkcs10 = EnrolmentBody.decode(encoded);
        return certificates(
                CERTIFICATES_ONLY, desk.enrol(current.require(), pkcs10).chain());
    }

    private static Response certificates(String type, List<byte[]> certificates) {
        byte[] lineEnd = "\r\n".getBytes(StandardCharsets.US_ASCII);
        byte[] body = Base64.getMimeEncoder(64, lineEnd).encode(CertificateBundle.encode(certificates));
        return Response.ok(body, type).header(TRANSFER_ENCODING, "base64").build();
    }
}
