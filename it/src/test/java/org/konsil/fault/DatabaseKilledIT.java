package org.konsil.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.client.bench.ledger.Verdict;
import org.konsil.client.demo.DemoPerson;
import org.konsil.support.AccountedTraffic;
import org.konsil.support.DatabaseFaults;
import org.konsil.support.HeadlessDevice;
import org.konsil.support.RunningSystem;

@DisplayName("The database is killed during sends, and started again (C2, N1)")
class DatabaseKilledIT {

    private static final int PAIRS = 8;
    /** Before and after: the senders go on until then. */
    private static final long SOME = 120;

    private static final String UNAVAILABLE = "urn:konsil:problem:temporarily-unavailable";
    private static final String READY = "/api/v1/health/ready";

    private final RunningSystem system = RunningSystem.get();
    private final DatabaseFaults database = new DatabaseFaults(system);
    private final DemoPerson annaHerself = system.newcomer("Anna");
    private final DemoPerson benHimself = system.newcomer("Ben");

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Boolean.getBoolean("konsil.full") ? 20 : 1);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName("and nothing is lost, doubled or reordered; the server comes back by itself, the app sends what waits")
    void losesNothing(long seed) throws IOException, InterruptedException {
        try (HeadlessDevice anna = HeadlessDevice.enrolled(system, annaHerself);
                HeadlessDevice ben = HeadlessDevice.enrolled(system, benHimself);
                AccountedTraffic traffic = AccountedTraffic.begin(system, PAIRS)) {
            String conversation = anna.startConversation(system.userId(benHimself));
            anna.send(conversation, "vorher");
            ben.waitFor(conversation, "vorher");

            traffic.flow();
            traffic.awaitAcknowledged(SOME);
            Thread.sleep(new Random(seed).nextInt(100)); // another place among the sends for each seed
            database.kill();
            try {
                anna.post(conversation, "ohne Datenbank");
                traffic.awaitRefused(UNAVAILABLE);
                assertThat(system.api().get(READY, null).statusCode()).isEqualTo(503);
            } finally {
                database.restart();
            }

            traffic.awaitAcknowledged(traffic.acknowledged() + SOME);
            Verdict verdict = traffic.awaitAll(traffic.ebb());
            assertThat(verdict.isClean()).as(verdict.line()).isTrue();
            assertThat(traffic.refusals()).containsOnlyKeys(UNAVAILABLE);
            ben.waitFor(conversation, "ohne Datenbank");
            assertThat(ben.texts(conversation)).containsExactly("vorher", "ohne Datenbank");
            system.await("ready", () -> system.api().get(READY, null).statusCode() == 200);
        } finally {
            database.restartSignIn();
        }
    }
}
