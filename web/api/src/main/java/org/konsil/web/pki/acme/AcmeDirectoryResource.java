package org.konsil.web.pki.acme;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.konsil.server.certification.order.RenewalAdvice;
import org.konsil.server.certification.order.RenewalWindow;

/** What is told without a signature: the addresses, a nonce, when to renew. */
@Path("")
@RequestScoped
public class AcmeDirectoryResource {

    private static final Duration ASK_AGAIN = Duration.ofHours(6);

    @Inject
    AcmeLinks links;

    @Inject
    RenewalAdvice advice;

    /** The addresses of all others (RFC 8555, section 7.1.1). */
    @GET
    @Path("directory")
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    public JsonObject directory() {
        return Json.createObjectBuilder()
                .add("newNonce", links.to("new-nonce").toString())
                .add("newAccount", links.to("new-account").toString())
                .add("newOrder", links.to("new-order").toString())
                .add("revokeCert", links.to("revoke-certificate").toString())
                .add("keyChange", links.to("key-change").toString())
                .add("renewalInfo", links.to("renewal-info").toString())
                .add("meta", Json.createObjectBuilder().add("externalAccountRequired", true))
                .build();
    }

    /** A nonce, in the header (section 7.2). */
    @HEAD
    @Path("new-nonce")
    @PermitAll
    public Response nonceHead() {
        return Response.ok().build();
    }

    /** The same for those who cannot ask for headers only. */
    @GET
    @Path("new-nonce")
    @PermitAll
    public Response nonce() {
        return Response.noContent().build();
    }

    /** When to renew a certificate (RFC 9773). */
    @GET
    @Path("renewal-info/{certificate: [A-Za-z0-9_.-]{3,100}}")
    @PermitAll
    public Response renewalInfo(@PathParam("certificate") String certificate) {
        RenewalWindow window = advice.windowFor(certificate);
        JsonObject body = Json.createObjectBuilder()
                .add(
                        "suggestedWindow",
                        Json.createObjectBuilder()
                                .add("start", AcmeJson.time(window.start()))
                                .add("end", AcmeJson.time(window.end())))
                .build();
        return Response.ok(body, MediaType.APPLICATION_JSON)
                .header(HttpHeaders.RETRY_AFTER, ASK_AGAIN.toSeconds())
                .build();
    }
}
