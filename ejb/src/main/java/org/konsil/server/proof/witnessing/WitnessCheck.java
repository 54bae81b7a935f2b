package org.konsil.server.proof.witnessing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.Map;
import org.konsil.server.platform.HealthCheck;
import org.konsil.server.platform.HealthPart;
import org.konsil.server.platform.HealthReport;
import org.konsil.server.platform.HealthReport.Fact;
import org.konsil.server.platform.HealthTrouble;
import org.konsil.server.proof.WitnessStanding;
import org.konsil.server.proof.WitnessStanding.State;

/** Whether others see the proof log, as the last round found. */
@ApplicationScoped
class WitnessCheck implements HealthCheck {

    @Inject
    WitnessWatch watch;

    @Override
    public HealthPart part() {
        return HealthPart.WITNESSES;
    }

    @Override
    public boolean asksDatabase() {
        return false;
    }

    @Override
    public HealthReport look() {
        return watch.last().map(WitnessCheck::judge).orElse(HealthReport.unknown(HealthPart.WITNESSES));
    }

    static HealthReport judge(WitnessStanding standing) {
        Map<Fact, Object> facts =
                new EnumMap<>(Map.of(Fact.KNOWN, (long) standing.witnesses().size()));
        if (standing.state() == State.UNWITNESSED) {
            standing.waitingSince().ifPresent(since -> facts.put(Fact.SINCE, since));
        }
        if (WitnessRound.isAlarm(standing)) {
            return HealthReport.troubled(HealthTrouble.WITNESS_CONTRADICTS, facts);
        }
        if (standing.state() == State.UNWITNESSED) {
            return HealthReport.troubled(
                    standing.witnesses().isEmpty() ? HealthTrouble.WITNESSES_NONE : HealthTrouble.WITNESSES_AWAY,
                    facts);
        }
        return HealthReport.good(HealthPart.WITNESSES, facts);
    }
}
