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
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.konsil.server.access.Role;
import org.konsil.server.certification.CertificateSerial;
import org.konsil.server.certification.reissue.Reissue;
import org.konsil.server.certification.reissue.ReissueDesk;
import org.konsil.web.access.CurrentCaller;
import org.konsil.web.api.JsonBody;
import org.konsil.web.problem.MalformedRequestException;

/** All living certificates of a profile are made anew, for the same keys. */
@Path("reissues")
@RequestScoped
public class ReissueResource {
    private static final int MAX_PROFILE_CHARACTERS = 64;
    private static final int PAGE = 200;
    private static final String ID = "{id: [0-9a-f-]{36}}";

    @Inject
    CurrentCaller current;

    @Inject
    ReissueDesk desk;

    /** Begins it under an id that the caller chose; 202, with the approval's id while two people have to agree. */
    @PUT
    @Path(ID)
    @RolesAllowed({Role.REGISTRATION_OFFICER_NAME, Role.IT_OPERATOR_NAME})
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Response begin(@PathParam("id") String id, InputStream body) {
        String profile = JsonBody.read(body).requireText("profile", MAX_PROFILE_CHARACTERS);
        Optional<UUID> approval = desk.ask(current.require(), uuid(id), profile);
        JsonObject answer = approval.map(waited -> Json.createObjectBuilder()
                        .add("approval", waited.toString())
                        .build())
                .orElseGet(() -> json(desk.require(uuid(id))));
        return Response.accepted(answer).build();
    }

    /** The newest fifty, the newest first. */
    @GET
    @RolesAllowed({Role.REGISTRATION_OFFICER_NAME, Role.APPROVER_NAME, Role.IT_OPERATOR_NAME})
    @Produces(MediaType.APPLICATION_JSON)
    public JsonArray list() {
        JsonArrayBuilder list = Json.createArrayBuilder();
        desk.newest().forEach(reissue -> list.add(json(reissue)));
        return list.build();
    }

    /** How far it has come. */
    @GET
    @Path(ID)
    @RolesAllowed({Role.REGISTRATION_OFFICER_NAME, Role.APPROVER_NAME, Role.IT_OPERATOR_NAME})
    @Produces(MediaType.APPLICATION_JSON)
    public JsonObject progress(@PathParam("id") String id) {
        return json(desk.require(uuid(id)));
    }

    /** Which certificates were not made anew, and why. */
    @GET
    @Path(ID + "/refusals")
    @RolesAllowed({Role.REGISTRATION_OFFICER_NAME, Role.APPROVER_NAME, Role.IT_OPERATOR_NAME})
    @Produces(MediaType.APPLICATION_JSON)
    public JsonArray refusals(@PathParam("id") String id, @QueryParam("after") @Nullable String after) {
        JsonArrayBuilder list = Json.createArrayBuilder();
        desk.refused(uuid(id), Optional.ofNullable(after).map(ReissueResource::serial), PAGE)
                .forEach(refused -> list.add(Json.createObjectBuilder()
                        .add("serial", refused.serial().toString())
                        .add("holder", refused.holder())
                        .add("reason", refused.reason())));
        return list.build();
    }

    /** Stops it; what was issued stays good. A repeat changes nothing. */
    @PUT
    @Path(ID + "/cancellation")
    @RolesAllowed({Role.REGISTRATION_OFFICER_NAME, Role.IT_OPERATOR_NAME})
    public void cancel(@PathParam("id") String id) {
        desk.cancel(current.require(), uuid(id));
    }

    /** Lets it go on after the CA could not sign. A repeat changes nothing. */
    @PUT
    @Path(ID + "/resumption")
    @RolesAllowed({Role.REGISTRATION_OFFICER_NAME, Role.IT_OPERATOR_NAME})
    public void resume(@PathParam("id") String id) {
        desk.resume(current.require(), uuid(id));
    }

    private static CertificateSerial serial(String text) {
        try {
            return CertificateSerial.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw new MalformedRequestException("after is no serial");
        }
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException malformed) {
            throw new MalformedRequestException("no UUID");
        }
    }

    private static JsonObject json(Reissue reissue) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("id", reissue.id().toString())
                .add("profile", reissue.profile())
                .add("officer", reissue.officer())
                .add("state", reissue.state().text())
                .add("total", reissue.total())
                .add("issued", reissue.issued())
                .add("refused", reissue.refused())
                .add("begunAt", reissue.begunAt().toString());
        reissue.endedAt().ifPresent(at -> json.add("endedAt", at.toString()));
        return json.build();
    }
}
