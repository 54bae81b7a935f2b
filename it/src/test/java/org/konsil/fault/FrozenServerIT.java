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
    /** Before and after: the senders go on until then. */
    private static final long SOME = 120;

    /** Longer than the silence after which the server closes a connection. */
    private static final long FULL_MILLIS = 100_000;

    private static final long QUICK_MILLIS = 6_000;

    private final RunningSystem system = RunningSystem.get();

    @Test
    @DisplayName("and nothing is lost, doubled or reordered")
    void losesNothing() throws IOException, InterruptedException {
        try (AccountedTraffic traffic = AccountedTraffic.begin(system, PAIRS)) {
            traffic.flow();
            traffic.awaitAcknowledged(SOME);
            new ServerFaults(system).freeze(true);
            try {
                Thread.sleep(Boolean.getBoolean("konsil.full") ? FULL_MILLIS : QUICK_MILLIS);
            } finally {
                new ServerFaults(system).freeze(false);
            }

            traffic.awaitAcknowledged(traffic.acknowledged() + SOME);
            Verdict verdict = traffic.awaitAll(traffic.ebb());
            assertThat(verdict.isClean()).as(verdict.line()).isTrue();
        }
    }
}
