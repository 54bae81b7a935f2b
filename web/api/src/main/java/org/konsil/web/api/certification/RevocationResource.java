package org.konsil.web.api.certification;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.konsil.pki.revocation.RevocationReason;
import org.konsil.server.access.Role;
import org.konsil.server.certification.CertificateSerial;
import org.konsil.server.certification.revocation.CertificateRevoker;
import org.konsil.web.access.CurrentCaller;
import org.konsil.web.api.JsonBody;
import org.konsil.web.problem.MalformedRequestException;

/** The end of a certificate before its time. */
@Path("certificates/{serial: [1-9a-f][0-9a-f]{0,38}}/revocation")
@RequestScoped
public class RevocationResource {

    private static final int MAX_REASON_CHARACTERS = 32;

    @Inject
    CurrentCaller current;

    @Inject
    CertificateRevoker certificates;

    /** Revokes; a repeat changes nothing. */
    @PUT
    @RolesAllowed(Role.REGISTRATION_OFFICER_NAME)
    @Consumes(MediaType.APPLICATION_JSON)
    public void revoke(@PathParam("serial") String serial, InputStream body) {
        String text = JsonBody.read(body).requireText("reason", MAX_REASON_CHARACTERS);
        RevocationReason reason = RevocationReason.find(text)
                .orElseThrow(() -> new MalformedRequestException("reason is none of RFC 5280's"));
        certificates.revoke(current.require(), CertificateSerial.parse(serial), reason);
    }
}
