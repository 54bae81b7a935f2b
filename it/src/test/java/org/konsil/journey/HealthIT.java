package org.konsil.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.support.DatabaseFaults;
import org.konsil.support.RunningSystem;

@DisplayName("The server says how it is")
class HealthIT {

    private static final String READY = "/api/v1/health/ready";
    private static final int ASKED_AT_ONCE = 12;
    private static final int ROUNDS = 5;
    private static final String SELF = "/api/v1/self";

    private final RunningSystem system = RunningSystem.get();

    @Test
    @DisplayName("alive, and ready while its database answers")
    void isReadyWhileItsDatabaseAnswers() throws Exception {
        String token = system.token(system.newcomer("Anna"), "openid");
        assertThat(status("/api/v1/health/live")).isEqualTo(200);
        assertThat(status(READY)).isEqualTo(200);
        everyConnectionIsGood(token);

        new DatabaseFaults(system).freeze(true);
        try {
            for (HttpResponse<byte[]> answer : atOnce(READY, null)) {
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("database", "DOWN");
            }
            assertThat(status("/api/v1/health/live")).isEqualTo(200);
        } finally {
            new DatabaseFaults(system).freeze(false);
        }

        system.await("ready again", () -> status(READY) == 200);
        everyConnectionIsGood(token);
    }

    /** No request gets a connection that died with the question whether the database answers. */
    private void everyConnectionIsGood(String token) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            assertThat(atOnce(SELF, token)).extracting(HttpResponse::statusCode).containsOnly(200);
        }
    }

    private List<HttpResponse<byte[]>> atOnce(String path, @Nullable String token) throws Exception {
        ExecutorService askers = Executors.newFixedThreadPool(ASKED_AT_ONCE);
        try {
            Callable<HttpResponse<byte[]>> question = () -> system.api().get(path, token);
            List<HttpResponse<byte[]>> answers = new ArrayList<>();
            for (Future<HttpResponse<byte[]>> asked : askers.invokeAll(Collections.nCopies(ASKED_AT_ONCE, question))) {
                answers.add(asked.get());
            }
            return answers;
        } finally {
            askers.shutdownNow();
        }
    }

    private int status(String path) {
        return status(path, null);
    }

    private int status(String path, @Nullable String token) {
        return system.api().get(path, token).statusCode();
    }
}
