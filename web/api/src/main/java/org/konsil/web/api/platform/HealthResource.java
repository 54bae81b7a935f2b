package org.konsil.web.api.platform;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.konsil.server.platform.HealthReport;
import org.konsil.server.platform.health.Health;
import org.konsil.server.proof.WitnessStanding;
import org.konsil.server.proof.witnessing.WitnessWatch;

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
    Health health;

    @Inject
    WitnessWatch watch;

    /** It answers, so it lives. */
    @GET
    @Path("live")
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    public JsonObject live() {
        return Json.createObjectBuilder().add("status", UP).build();
    }

    /** 503 while the database does not answer, or has no room. */
    @GET
    @Path("ready")
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    public Response ready() {
        List<HealthReport> needed = health.needed();
        boolean up = needed.stream().allMatch(report -> report.trouble().isEmpty());
        JsonArrayBuilder checks = Json.createArrayBuilder();
        needed.forEach(report -> checks.add(check(report)));
        JsonObject report = Json.createObjectBuilder()
                .add("status", up ? UP : DOWN)
                .add("checks", checks.add(witnesses()))
                .build();
        return Response.status(up ? Response.Status.OK : Response.Status.SERVICE_UNAVAILABLE)
                .entity(report)
                .build();
    }

    /** Never DOWN: a server whose log nobody watches is a worse server, and none is worse still. What there is stands in the data. */
    private JsonObject witnesses() {
        JsonObjectBuilder facts = Json.createObjectBuilder();
        Optional<WitnessStanding> known = watch.last();
        facts.add(
                "state",
                known.map(standing ->
                                standing.state().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .orElse("unknown"));
        known.filter(standing -> standing.state() == WitnessStanding.State.UNWITNESSED)
                .flatMap(WitnessStanding::waitingSince)
                .ifPresent(since -> facts.add("since", since.toString()));
        return Json.createObjectBuilder()
                .add("name", "proof-witnesses")
                .add("status", UP)
                .add("data", facts)
                .build();
    }

    private static JsonObject check(HealthReport report) {
        return Json.createObjectBuilder()
                .add("name", report.part().text())
                .add("status", report.trouble().isEmpty() ? UP : DOWN)
                .build();
    }
}
