package org.konsil.web.pki.acme;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.konsil.server.certification.acme.SignedRequest;
import org.konsil.server.certification.order.ServerOrders;
import org.konsil.server.certification.order.ServerRevocation;
import org.konsil.web.api.proof.AnsweredOnceProven;

/** Certificates of servers: download and end (RFC 8555, sections 7.4.2 and 7.6). */
@Path("")
@RequestScoped
public class AcmeCertificateResource {

    private static final String CHAIN = "application/pem-certificate-chain";

    @Inject
    AcmeRequests requests;

    @Inject
    ServerOrders orders;

    @Inject
    ServerRevocation revocation;

    /** The certificate and its CA; the root is at the other side already. */
    @POST
    @Path("certificate/{id: [0-9a-f-]{36}}")
    @PermitAll
    public Response certificate(@PathParam("id") String id, byte[] body) {
        SignedRequest request = requests.open(body);
        if (!request.isQuestion()) {
            throw AcmePayload.malformed();
        }
        List<byte[]> chain = orders.chain(request.account(), AcmeJson.uuid(id));
        return Response.ok(AcmeJson.pem(chain), CHAIN).build();
    }

    /** Ends a certificate. */
    @POST
    @AnsweredOnceProven
    @Path("revoke-certificate")
    @PermitAll
    public Response revoke(byte[] body) {
        SignedRequest request = requests.open(body);
        AcmePayload wish = AcmePayload.of(request);
        revocation.revoke(request, wish.requireBytes("certificate"), wish.findNumber("reason"));
        return Response.ok().build();
    }
}
