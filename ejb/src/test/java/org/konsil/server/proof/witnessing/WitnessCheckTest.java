package org.konsil.server.proof.witnessing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.server.platform.HealthReport;
import org.konsil.server.platform.HealthReport.Fact;
import org.konsil.server.platform.HealthTrouble;
import org.konsil.server.proof.WitnessStanding;

@DisplayName("Whether others see the proof log (A9)")
class WitnessCheckTest {

    private static final Instant SINCE = Instant.parse("2026-11-27T10:00:00Z");

    @Test
    @DisplayName("without a policy nobody does, and it is said since when; seen, on its way or not begun is well")
    void states() {
        HealthReport none = judge(WitnessStanding.State.UNWITNESSED);

        assertThat(none.trouble()).contains(HealthTrouble.WITNESSES_NONE);
        assertThat(none.facts()).containsEntry(Fact.SINCE, SINCE).containsEntry(Fact.KNOWN, 0L);
        assertThat(judge(WitnessStanding.State.WITNESSED).trouble()).isEmpty();
        assertThat(judge(WitnessStanding.State.WAITING).trouble()).isEmpty();
        assertThat(judge(WitnessStanding.State.NOT_BEGUN).trouble()).isEmpty();
    }

    private static HealthReport judge(WitnessStanding.State state) {
        return WitnessCheck.judge(
                new WitnessStanding(state, Optional.empty(), 1, Optional.empty(), Optional.of(SINCE), List.of()));
    }
}
