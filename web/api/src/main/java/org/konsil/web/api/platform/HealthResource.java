package org.konsil.web.api.platform;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.konsil.server.platform.health.DatabaseProbe;

/**
 * Whether the server lives and is ready, in the form of MicroProfile Health, for a load balancer. WildFly's own answer on
 * the management address knows the deployment only: of an EAR it asks no checks of ours (tried in each of its archives).
 */
@Path("health")
@RequestScoped
public class HealthResource {

    private static final String UP = "UP";
    private static final String DOWN = "DOWN";

    @Inject
    DatabaseProbe database;

    /** It answers, so it lives. */
    @GET
    @Path("live")
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    public JsonObject live() {
        return Json.createObjectBuilder().add("status", UP).build();
    }

    /** 503 while the database does not answer. */
    @GET
    @Path("ready")
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    public Response ready() {
        boolean up = database.answers();
        JsonObject report = Json.createObjectBuilder()
                .add("status", up ? UP : DOWN)
                .add("checks", Json.createArrayBuilder().add(check("database", up)))
                .build();
        return Response.status(up ? Response.Status.OK : Response.Status.SERVICE_UNAVAILABLE)
                .entity(report)
                .build();
    }

    private static JsonObject check(String name, boolean up) {
        return Json.createObjectBuilder()
                .add("name", name)
                .add("status", up ? UP : DOWN)
                .build();
    }
}
