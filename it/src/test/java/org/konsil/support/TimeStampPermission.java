package org.konsil.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** Two people permit the server to stamp times; a repeat changes nothing. */
public final class TimeStampPermission {

    private TimeStampPermission() {}

    public static void grant(RunningSystem system) throws IOException {
        String operator = system.token(system.itOperator(), "openid");
        assertThat(system.api()
                        .putJson("/api/v1/profiles/time-stamp/permission", operator, "{}")
                        .statusCode())
                .isBetween(200, 204);
        String approver = system.token(system.approver(), "openid");
        JsonNode open = new ObjectMapper()
                .readTree(system.api().get("/api/v1/approvals", approver).body());
        for (JsonNode order : open) {
            if (order.path("target").asText().equals("time-stamp")) {
                String decision = "/api/v1/approvals/" + order.path("id").asText() + "/decision";
                assertThat(system.api()
                                .putJson(decision, approver, "{\"decision\":\"approve\"}")
                                .statusCode())
                        .isBetween(200, 204);
            }
        }
    }
}
