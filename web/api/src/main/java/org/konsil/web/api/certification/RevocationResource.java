package org.konsil.web.api.certification;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.konsil.pki.revocation.RevocationReason;
import org.konsil.server.access.Role;
import org.konsil.server.certification.CertificateSerial;
import org.konsil.server.certification.inventory.CertificateList;
import org.konsil.server.certification.revocation.CertificateRevoker;
import org.konsil.server.certification.revocation.HoldRelease;
import org.konsil.web.access.CurrentCaller;
import org.konsil.web.api.JsonBody;
import org.konsil.web.api.proof.AnsweredOnceProven;
import org.konsil.web.problem.MalformedRequestException;

/** The end of a certificate before its time, the end of a hold, and what came after a certificate. */
@Path("certificates/{serial: [1-9a-f][0-9a-f]{0,38}}")
@RequestScoped
public class RevocationResource {

    private static final int MAX_REASON_CHARACTERS = 32;

    @Inject
    CurrentCaller current;

    @Inject
    CertificateRevoker certificates;

    @Inject
    HoldRelease holds;

    @Inject
    CertificateList list;

    /** Revokes; a repeat changes nothing. */
    @PUT
    @AnsweredOnceProven
    @Path("revocation")
    @RolesAllowed(Role.REGISTRATION_OFFICER_NAME)
    @Consumes(MediaType.APPLICATION_JSON)
    public void revoke(@PathParam("serial") String serial, InputStream body) {
        String text = JsonBody.read(body).requireText("reason", MAX_REASON_CHARACTERS);
        RevocationReason reason = RevocationReason.find(text)
                .orElseThrow(() -> new MalformedRequestException("reason is none of RFC 5280's"));
        certificates.revoke(current.require(), CertificateSerial.parse(serial), reason);
    }

    /** Asks for the end of a hold; it ends when a second person agrees. A repeat names the same request. */
    @PUT
    @AnsweredOnceProven
    @Path("release")
    @RolesAllowed(Role.REGISTRATION_OFFICER_NAME)
    public Response release(@PathParam("serial") String serial) {
        JsonObject answer = Json.createObjectBuilder()
                .add(
                        "approval",
                        holds.ask(current.require(), CertificateSerial.parse(serial))
                                .toString())
                .build();
        return Response.accepted(answer).type(MediaType.APPLICATION_JSON).build();
    }

    /** The newest good certificate of the same key: the same one, or one that was made since, asked for or not. */
    @GET
    @Path("successor")
    @RolesAllowed({Role.STAFF_NAME, Role.REGISTRATION_OFFICER_NAME, Role.IT_OPERATOR_NAME})
    @Produces(MediaType.APPLICATION_JSON)
    public JsonObject successor(@PathParam("serial") String serial) {
        return CertificateJson.of(list.requireNewest(current.require(), CertificateSerial.parse(serial)))
                .build();
    }
}
