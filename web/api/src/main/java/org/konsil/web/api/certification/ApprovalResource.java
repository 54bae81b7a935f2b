package org.konsil.web.api.certification;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.UUID;
import org.konsil.server.access.Role;
import org.konsil.server.certification.RefusalReason;
import org.konsil.server.certification.approval.ApprovalQueue;
import org.konsil.server.certification.approval.FiledOrder;
import org.konsil.web.access.CurrentCaller;
import org.konsil.web.api.JsonBody;
import org.konsil.web.api.proof.AnsweredOnceProven;
import org.konsil.web.problem.MalformedRequestException;

/** What waits for a second person. */
@Path("approvals")
@RequestScoped
public class ApprovalResource {
    private static final int MAX_DECISION_CHARACTERS = 16;
    private static final int MAX_REASON_CHARACTERS = 32;

    @Inject
    CurrentCaller current;

    @Inject
    ApprovalQueue approvals;

    /** All that is open, the oldest first. */
    @GET
    @RolesAllowed({Role.REGISTRATION_OFFICER_NAME, Role.APPROVER_NAME, Role.IT_OPERATOR_NAME})
    @Produces(MediaType.APPLICATION_JSON)
    public JsonArray open() {
        JsonArrayBuilder list = Json.createArrayBuilder();
        approvals.open().forEach(order -> list.add(json(order)));
        return list.build();
    }

    /** Agrees, or refuses with a {@code reason}; never the one whom it is about, nobody twice. */
    @PUT
    @AnsweredOnceProven
    @Path("{id: [0-9a-f-]{36}}/decision")
    @RolesAllowed({Role.REGISTRATION_OFFICER_NAME, Role.APPROVER_NAME})
    @Consumes(MediaType.APPLICATION_JSON)
    public void decide(@PathParam("id") String id, InputStream body) {
        UUID request = uuid(id);
        JsonBody json = JsonBody.read(body);
        switch (json.requireText("decision", MAX_DECISION_CHARACTERS)) {
            case "approve" -> approvals.approve(current.require(), request);
            case "reject" -> approvals.reject(current.require(), request, reason(json));
            default -> throw new MalformedRequestException("decision is neither approve nor reject");
        }
    }

    private static RefusalReason reason(JsonBody json) {
        return RefusalReason.find(json.requireText("reason", MAX_REASON_CHARACTERS))
                .orElseThrow(() -> new MalformedRequestException("reason is none of the list"));
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException malformed) {
            throw new MalformedRequestException("no UUID");
        }
    }

    private static JsonObject json(FiledOrder order) {
        return Json.createObjectBuilder()
                .add("id", order.id().toString())
                .add("kind", order.kind().text())
                .add("target", order.target())
                .add("requester", order.requester())
                .add("votes", order.votes())
                .add("filedAt", order.filedAt().toString())
                .add("expiresAt", order.expiresAt().toString())
                .build();
    }
}
