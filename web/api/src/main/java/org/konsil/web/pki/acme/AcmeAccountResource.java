package org.konsil.web.pki.acme;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.konsil.server.certification.AcmeRefusal;
import org.konsil.server.certification.AcmeRefusedException;
import org.konsil.server.certification.acme.OpenedAccount;
import org.konsil.server.certification.acme.Registration;
import org.konsil.server.certification.acme.ServerAccount;
import org.konsil.server.certification.acme.ServerAccounts;
import org.konsil.server.certification.acme.SignedRequest;
import org.konsil.server.certification.order.OrderPage;
import org.konsil.server.certification.order.ServerOrders;

/** Accounts of servers (RFC 8555, section 7.3). */
@Path("")
@RequestScoped
public class AcmeAccountResource {

    @Inject
    AcmeRequests requests;

    @Inject
    AcmeLinks links;

    @Inject
    AcmeJson json;

    @Inject
    ServerAccounts accounts;

    @Inject
    ServerOrders orders;

    /** Opens an account, or finds it. */
    @POST
    @Path("new-account")
    @PermitAll
    public Response open(byte[] body) {
        SignedRequest request = requests.open(body);
        OpenedAccount opened = accounts.register(request, registration(AcmePayload.of(request)));
        return Response.status(opened.isNew() ? Response.Status.CREATED : Response.Status.OK)
                .location(links.account(opened.account().id()))
                .type(MediaType.APPLICATION_JSON)
                .entity(json.of(opened.account()))
                .build();
    }

    /** Shows it, or closes it. */
    @POST
    @Path("account/{id: [0-9a-f-]{36}}")
    @PermitAll
    public Response change(@PathParam("id") String id, byte[] body) {
        SignedRequest request = requests.open(body);
        UUID account = requireOwn(request, id);
        ServerAccount shown =
                request.isQuestion() ? accounts.require(account) : update(account, AcmePayload.of(request));
        return Response.ok(json.of(shown), MediaType.APPLICATION_JSON).build();
    }

    /** Its orders, page by page (section 7.1.2.1). */
    @POST
    @Path("account/{id: [0-9a-f-]{36}}/orders")
    @PermitAll
    public Response orders(@PathParam("id") String id, @QueryParam("cursor") @Nullable String cursor, byte[] body) {
        SignedRequest request = requests.open(body);
        UUID account = requireOwn(request, id);
        OrderPage page = orders.page(account, Optional.ofNullable(cursor).map(AcmeJson::uuid));
        JsonArrayBuilder list = Json.createArrayBuilder();
        page.orders().forEach(order -> list.add(links.order(order).toString()));
        Response.ResponseBuilder answer =
                Response.ok(Json.createObjectBuilder().add("orders", list).build(), MediaType.APPLICATION_JSON);
        page.next()
                .ifPresent(
                        next -> answer.header(HttpHeaders.LINK, "<" + links.orders(account, next) + ">;rel=\"next\""));
        return answer.build();
    }

    /** Another key for the account (section 7.3.5). */
    @POST
    @Path("key-change")
    @PermitAll
    public Response changeKey(byte[] body) {
        return Response.ok(json.of(accounts.changeKey(requests.open(body))), MediaType.APPLICATION_JSON)
                .build();
    }

    private ServerAccount update(UUID account, AcmePayload change) {
        accounts.checkContacts(registration(change));
        boolean closes = change.findText("status").filter("deactivated"::equals).isPresent();
        return closes ? accounts.deactivate(account) : accounts.require(account);
    }

    private static Registration registration(AcmePayload payload) {
        return new Registration(
                payload.texts("contact"),
                payload.is("onlyReturnExisting"),
                payload.findObject("externalAccountBinding"));
    }

    private static UUID requireOwn(SignedRequest request, String id) {
        if (!request.account().toString().equals(id)) {
            throw new AcmeRefusedException(AcmeRefusal.NOT_FOUND);
        }
        return request.account();
    }
}
