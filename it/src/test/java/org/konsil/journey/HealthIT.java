package org.konsil.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.support.RunningSystem;

@DisplayName("The server says how it is")
class HealthIT {

    private static final String READY = "/api/v1/health/ready";
    private static final String SELF = "/api/v1/self";

    private final RunningSystem system = RunningSystem.get();

    @Test
    @DisplayName("alive, and ready while its database answers")
    void isReadyWhileItsDatabaseAnswers() {
        String token = system.token(system.newcomer("Anna"), "openid");
        assertThat(status("/api/v1/health/live")).isEqualTo(200);
        assertThat(status(READY)).isEqualTo(200);

        system.freezeDatabase(true);
        try {
            HttpResponse<byte[]> answer = system.api().get(READY, null);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("database", "DOWN");
            assertThat(status("/api/v1/health/live")).isEqualTo(200);
        } finally {
            system.freezeDatabase(false);
        }

        system.await("ready again", () -> status(READY) == 200);
        for (int request = 0; request < 10; request++) {
            assertThat(status(SELF, token))
                    .as("a request never gets a connection that died with the question")
                    .isEqualTo(200);
        }
    }

    private int status(String path) {
        return status(path, null);
    }

    private int status(String path, @Nullable String token) {
        return system.api().get(path, token).statusCode();
    }
}
