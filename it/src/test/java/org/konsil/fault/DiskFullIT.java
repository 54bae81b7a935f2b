package org.konsil.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.client.bench.ledger.Verdict;
import org.konsil.support.AccountedTraffic;
import org.konsil.support.RunningSystem;
import org.konsil.support.SmallDisk;

@DisplayName("The database's disk is full (C2, N1)")
class DiskFullIT {

    private static final int PAIRS = 8;
    /** Before and after: the senders go on until then. */
    private static final long SOME = 120;

    private static final String FULL = "urn:konsil:problem:database-full";

    private final RunningSystem system = RunningSystem.get();

    @Test
    @DisplayName(
            "messages are refused with a reason, health says it, what was acknowledged is read; with room again it goes on")
    void losesNothing() throws IOException, InterruptedException, SQLException {
        String session = system.consoleSessionCookie(system.itOperator());
        try (SmallDisk disk = SmallDisk.with(system, "envelope");
                AccountedTraffic traffic = AccountedTraffic.begin(system, PAIRS)) {
            traffic.flow();
            traffic.awaitAcknowledged(SOME);
            disk.fill();
            traffic.awaitRefused(FULL);
            assertThat(awaitNotReady())
                    .contains("{\"name\":\"database\",\"status\":\"UP\"}")
                    .contains("{\"name\":\"database-room\",\"status\":\"DOWN\"}");
            awaitAdvice(session);
            traffic.awaitShown();

            disk.free();
            traffic.awaitAcknowledged(traffic.acknowledged() + SOME);
            Verdict verdict = traffic.awaitAll(traffic.ebb());
            assertThat(verdict.isClean()).as(verdict.line()).isTrue();
            assertThat(traffic.refusals()).containsOnlyKeys(FULL);
            assertThat(ready().statusCode()).as(body(ready())).isEqualTo(200);
        }
    }

    /** What health says as soon as it says no: what was delivered makes room, so in between a message may fit in. */
    private String awaitNotReady() {
        AtomicReference<HttpResponse<byte[]>> answer = new AtomicReference<>(ready());
        system.await("health says it", () -> {
            answer.set(ready());
            return answer.get().statusCode() == 503;
        });
        return body(answer.get());
    }

    /** The console's page says the same, and what to do. */
    private void awaitAdvice(String session) {
        system.await(
                "the console says it",
                () -> body(system.api()
                                .send(system.api()
                                        .request("/admin/health.xhtml", null)
                                        .header("Cookie", session)
                                        .header("Accept-Language", "en")))
                        .contains("disk more room. Nothing needs to be started again"));
    }

    private HttpResponse<byte[]> ready() {
        return system.api().get("/api/v1/health/ready", null);
    }

    private static String body(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
