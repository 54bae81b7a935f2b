package org.konsil.web.pki.acme;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.konsil.server.certification.acme.SignedRequest;
import org.konsil.server.certification.challenge.ChallengeDesk;
import org.konsil.server.certification.order.NameAuthorization;
import org.konsil.server.certification.order.OrderWish;
import org.konsil.server.certification.order.ServerOrder;
import org.konsil.server.certification.order.ServerOrders;
import org.konsil.web.api.proof.AnsweredOnceProven;

/** Orders, the proofs of their names, and their completion (RFC 8555, sections 7.4 and 7.5). */
@Path("")
@RequestScoped
public class AcmeOrderResource {

    private static final String ID = "{id: [0-9a-f-]{36}}";

    @Inject
    AcmeRequests requests;

    @Inject
    AcmeLinks links;

    @Inject
    AcmeJson json;

    @Inject
    ServerOrders orders;

    @Inject
    ChallengeDesk challenges;

    /** Takes an order; times are the profile's, so wishes for them are refused. */
    @POST
    @Path("new-order")
    @PermitAll
    public Response create(byte[] body) {
        SignedRequest request = requests.open(body);
        AcmePayload wish = AcmePayload.of(request);
        if (wish.has("notBefore") || wish.has("notAfter")) {
            throw AcmePayload.malformed();
        }
        ServerOrder order = orders.create(request.account(), new OrderWish(wish.dnsNames(), wish.findText("replaces")));
        return answer(Response.status(Response.Status.CREATED), order);
    }

    /** Shows an order. */
    @POST
    @Path("order/" + ID)
    @PermitAll
    public Response show(@PathParam("id") String id, byte[] body) {
        SignedRequest request = requireQuestion(body);
        return answer(Response.ok(), orders.require(request.account(), AcmeJson.uuid(id)));
    }

    /** Completes an order with a PKCS#10. */
    @POST
    @AnsweredOnceProven
    @Path("order/" + ID + "/finalize")
    @PermitAll
    public Response complete(@PathParam("id") String id, byte[] body) {
        SignedRequest request = requests.open(body);
        byte[] pkcs10 = AcmePayload.of(request).requireBytes("csr");
        return answer(Response.ok(), orders.complete(request.account(), AcmeJson.uuid(id), pkcs10));
    }

    /** Shows an authorization, or gives it up. */
    @POST
    @Path("authorization/" + ID)
    @PermitAll
    public Response authorization(@PathParam("id") String id, byte[] body) {
        SignedRequest request = requests.open(body);
        UUID authorization = AcmeJson.uuid(id);
        boolean givesUp = !request.isQuestion()
                && AcmePayload.of(request)
                        .findText("status")
                        .filter("deactivated"::equals)
                        .isPresent();
        NameAuthorization shown = givesUp
                ? orders.deactivate(request.account(), authorization)
                : orders.requireAuthorization(request.account(), authorization);
        return Response.ok(json.of(shown), MediaType.APPLICATION_JSON).build();
    }

    /** Shows a challenge, or has it looked at; an empty object says that the server is ready (section 7.5.1). */
    @POST
    @Path("challenge/" + ID)
    @PermitAll
    public Response challenge(@PathParam("id") String id, byte[] body) {
        SignedRequest request = requests.open(body);
        UUID authorization = AcmeJson.uuid(id);
        NameAuthorization shown = request.isQuestion()
                ? orders.requireAuthorization(request.account(), authorization)
                : challenges.answer(request.account(), authorization);
        return Response.ok(json.challenge(shown), MediaType.APPLICATION_JSON)
                .header(HttpHeaders.LINK, "<" + links.authorization(authorization) + ">;rel=\"up\"")
                .build();
    }

    private SignedRequest requireQuestion(byte[] body) {
        SignedRequest request = requests.open(body);
        if (!request.isQuestion()) {
            throw AcmePayload.malformed();
        }
        return request;
    }

    private Response answer(Response.ResponseBuilder answer, ServerOrder order) {
        return answer.location(links.order(order.id()))
                .type(MediaType.APPLICATION_JSON)
                .entity(json.of(order))
                .build();
    }
}
