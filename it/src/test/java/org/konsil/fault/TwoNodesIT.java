package org.konsil.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.konsil.client.bench.ledger.Verdict;
import org.konsil.client.demo.DemoPerson;
import org.konsil.support.AccountedTraffic;
import org.konsil.support.RawDevice;
import org.konsil.support.RawSocket;
import org.konsil.support.RunningSystem;
import org.konsil.support.SecondNode;

@DisplayName("Two nodes are one messenger (C2)")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoNodesIT {

    private static final int PAIRS = 4;
    private static final int EACH = 50;

    private final RunningSystem system = RunningSystem.get();
    private SecondNode second;

    @BeforeAll
    void join() throws IOException, InterruptedException {
        second = SecondNode.join(system);
    }

    @AfterAll
    void leave() throws IOException, InterruptedException {
        second.close();
    }

    @Test
    @DisplayName("what comes in at one is read at the other, and nothing is lost when one dies")
    void bringsItToTheOther() throws Exception {
        try (AccountedTraffic traffic =
                AccountedTraffic.begin(system, PAIRS, List.of(system.https(), second.https()))) {
            long began = System.nanoTime();
            traffic.send(EACH);
            Verdict verdict = traffic.awaitAll(PAIRS * EACH);
            System.out.printf(
                    "two nodes: %d messages, each through both, in %d ms: %s%n",
                    PAIRS * EACH, Duration.ofNanos(System.nanoTime() - began).toMillis(), verdict.line());
            assertThat(verdict.isClean()).as(verdict.line()).isTrue();

            traffic.send(EACH);
            second.kill();
            traffic.awaitAcknowledged(PAIRS * EACH + PAIRS / 2 * EACH);
            second.restart();
            traffic.signInAgain();
            Verdict after = traffic.awaitAll(2 * PAIRS * EACH);
            assertThat(after.isClean()).as(after.line()).isTrue();
        }
    }

    @Test
    @DisplayName("a device that is put out at one is out at the other within a second")
    void putsOutAtTheOther() {
        DemoPerson anna = system.anna();
        RawDevice device = RawDevice.enrolled(system, anna);
        try (RawSocket session = device.connect(anna, second.socket())) {
            long began = System.nanoTime();
            HttpResponse<byte[]> answer = system.api()
                    .putJson(
                            "/api/v1/certificates/" + device.serial() + "/revocation",
                            system.token(system.registrationOfficer(), "openid"),
                            "{\"reason\":\"keyCompromise\"}");
            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(session.awaitClose()).isEqualTo(4403);
            System.out.printf(
                    "two nodes: out at the other %d ms after it was ordered%n",
                    Duration.ofNanos(System.nanoTime() - began).toMillis());
        }
    }
}
