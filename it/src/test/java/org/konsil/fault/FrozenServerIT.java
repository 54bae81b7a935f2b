package org.konsil.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.client.bench.ledger.Verdict;
import org.konsil.support.AccountedTraffic;
import org.konsil.support.RunningSystem;
import org.konsil.support.ServerFaults;

@DisplayName("The server is frozen during sends, and thawed (C2, N1)")
class FrozenServerIT {

    private static final int PAIRS = 8;
    private static final int EACH = 60;

    /** Longer than the silence after which the server closes a connection. */
    private static final long FULL_MILLIS = 100_000;

    private static final long QUICK_MILLIS = 6_000;

    private final RunningSystem system = RunningSystem.get();

    @Test
    @DisplayName("and nothing is lost, doubled or reordered")
    void losesNothing() throws IOException, InterruptedException {
        try (AccountedTraffic traffic = AccountedTraffic.begin(system, PAIRS)) {
            traffic.send(EACH);
            traffic.awaitAcknowledged(PAIRS * EACH / 4);
            new ServerFaults(system).freeze(true);
            long before = traffic.acknowledged();
            try {
                Thread.sleep(Boolean.getBoolean("konsil.full") ? FULL_MILLIS : QUICK_MILLIS);
            } finally {
                new ServerFaults(system).freeze(false);
            }

            Verdict verdict = traffic.awaitAll((long) PAIRS * EACH);

            assertThat(before).as("frozen among the sends").isLessThan((long) PAIRS * EACH);
            assertThat(verdict.isClean()).as(verdict.line()).isTrue();
        }
    }
}
