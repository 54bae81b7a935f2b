package org.konsil.web.api.certification;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Base64;
import java.util.UUID;
import org.konsil.server.access.Role;
import org.konsil.server.certification.acme.BindingKey;
import org.konsil.server.certification.acme.BindingKeys;
import org.konsil.server.certification.acme.HandedOutKey;
import org.konsil.server.platform.HospitalSettings;
import org.konsil.web.access.CurrentCaller;
import org.konsil.web.api.JsonBody;
import org.konsil.web.api.proof.AnsweredOnceProven;
import org.konsil.web.problem.MalformedRequestException;

/** The keys with which servers open their ACME accounts. */
@Path("acme-binding-keys")
@RequestScoped
public class AcmeBindingResource {

    private static final int MAX_LABEL_CHARACTERS = 100;

    @Inject
    CurrentCaller current;

    @Inject
    BindingKeys keys;

    @Inject
    HospitalSettings hospital;

    /** A new key, shown here and never again; that is why it is a POST. */
    @POST
    @RolesAllowed(Role.REGISTRATION_OFFICER_NAME)
    @Consumes(MediaType.APPLICATION_JSON)
    public Response issue(InputStream body) {
        String label = JsonBody.read(body).requireText("label", MAX_LABEL_CHARACTERS);
        HandedOutKey key = keys.issue(current.require(), label);
        JsonObject shown = Json.createObjectBuilder()
                .add("kid", key.kid().toString())
                .add("hmacKey", Base64.getUrlEncoder().withoutPadding().encodeToString(key.mac()))
                .add("directory", hospital.origin() + "/acme/directory")
                .add("expiresAt", key.expiresAt().toString())
                .build();
        return Response.status(Response.Status.CREATED)
                .type(MediaType.APPLICATION_JSON)
                .header("Cache-Control", "no-store")
                .entity(shown)
                .build();
    }

    /** What was handed out, the newest first; without the keys. */
    @GET
    @RolesAllowed({Role.REGISTRATION_OFFICER_NAME, Role.IT_OPERATOR_NAME})
    @Produces(MediaType.APPLICATION_JSON)
    public JsonArray list() {
        JsonArrayBuilder list = Json.createArrayBuilder();
        keys.list().forEach(key -> list.add(json(key)));
        return list.build();
    }

    /** Takes a key back and closes the account that it opened; a repeat changes nothing. */
    @PUT
    @AnsweredOnceProven
    @Path("{kid: [0-9a-f-]{36}}/revocation")
    @RolesAllowed(Role.REGISTRATION_OFFICER_NAME)
    public void revoke(@PathParam("kid") String kid) {
        keys.revoke(current.require(), uuid(kid));
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException malformed) {
            throw new MalformedRequestException("no UUID");
        }
    }

    private static JsonObject json(BindingKey key) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("kid", key.kid().toString())
                .add("label", key.label())
                .add("issuedBy", key.issuedBy())
                .add("issuedAt", key.issuedAt().toString())
                .add("expiresAt", key.expiresAt().toString());
        key.revokedAt().ifPresent(at -> json.add("revokedAt", at.toString()));
        key.account().ifPresent(account -> json.add("account", account.toString()));
        return json.build();
    }
}
