package org.konsil.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.client.bench.ledger.Verdict;
import org.konsil.support.AccountedTraffic;
import org.konsil.support.FakedClock;
import org.konsil.support.RunningSystem;

@DisplayName("The server's clock jumps during sends (C2, N1)")
class ClockJumpIT {

    private static final int PAIRS = 8;
    private static final int EACH = 60;
    private static final long ALL = (long) PAIRS * EACH;

    /** Less than a session proof may be off (socket.md, "Limits"), and than a fresh token lives. */
    private static final Duration LITTLE = Duration.ofMinutes(2);

    /** More than both, and no more: whatever the server dates meanwhile is soon true for the tests after this one. */
    private static final Duration FAR = Duration.ofMinutes(10);

    private final RunningSystem system = RunningSystem.get();

    @Test
    @DisplayName(
            "back and forth, order and completeness stay; while it is far off nobody is let in, and nothing is acknowledged in vain")
    void keepsOrderAndCompleteness() throws IOException, InterruptedException {
        Optional<Path> library = FakedClock.library();
        assumeTrue(library.isPresent(), "skipped: Debian's libfaketime is not installed");
        try (FakedClock clock = FakedClock.begin(system, library.orElseThrow());
                AccountedTraffic traffic = AccountedTraffic.begin(system, PAIRS)) {
            traffic.send(EACH);
            traffic.awaitAcknowledged(ALL / 4);
            clock.set(LITTLE.negated());
            traffic.awaitAcknowledged(ALL / 2);
            clock.set(LITTLE);
            traffic.awaitAcknowledged(ALL * 3 / 4);
            clock.set(Duration.ZERO);
            Verdict little = traffic.awaitAll(ALL);
            assertThat(little.isClean()).as(little.line()).isTrue();

            // Everybody's session is over at once.
            clock.set(FAR);
            traffic.awaitAbsent();
            traffic.send(EACH);
            traffic.awaitRefused("urn:konsil:problem:token-refused");
            assertThat(traffic.acknowledged()).isEqualTo(ALL);
            traffic.signInAgain();
            clock.set(Duration.ZERO);
            Verdict far = traffic.awaitAll(2 * ALL);
            assertThat(far.isClean()).as(far.line()).isTrue();
        }
    }
}
