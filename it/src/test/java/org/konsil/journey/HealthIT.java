package org.konsil.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.support.RunningSystem;

@DisplayName("The server says how it is")
class HealthIT {

    private static final String READY = "/api/v1/health/ready";

    private final RunningSystem system = RunningSystem.get();

    @Test
    @DisplayName("alive, and ready while its database answers")
    void isReadyWhileItsDatabaseAnswers() {
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
    }

    private int status(String path) {
        return system.api().get(path, null).statusCode();
    }
}
