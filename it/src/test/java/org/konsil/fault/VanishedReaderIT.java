package org.konsil.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.client.bench.ledger.Verdict;
import org.konsil.support.AccountedTraffic;
import org.konsil.support.RunningSystem;

@DisplayName("A reader has vanished while its socket stands (C2, N1)")
class VanishedReaderIT {

    private static final int EACH = 200;

    private final RunningSystem system = RunningSystem.get();

    @Test
    @DisplayName("and gets every message when it returns: 200 of 200")
    void bringsEverythingAgain() throws IOException, InterruptedException {
        try (AccountedTraffic traffic = AccountedTraffic.begin(system, 1)) {
            traffic.send(1);
            traffic.awaitAll(1);
            traffic.freezeReaders();
            traffic.send(EACH);
            traffic.awaitAcknowledged(1 + EACH);
            assertThat(traffic.verdict().missing())
                    .as("what the server sent nobody read")
                    .isEqualTo(EACH);

            traffic.loseReaders();
            traffic.returnReaders();

            Verdict verdict = traffic.awaitAll(1 + EACH);
            assertThat(verdict.isClean()).as(verdict.line()).isTrue();
            assertThat(verdict.shown()).isEqualTo(1 + EACH);
        }
    }
}
