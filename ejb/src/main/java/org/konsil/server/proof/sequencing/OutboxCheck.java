package org.konsil.server.proof.sequencing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.konsil.server.platform.HealthCheck;
import org.konsil.server.platform.HealthPart;
import org.konsil.server.platform.HealthReport;
import org.konsil.server.platform.HealthReport.Fact;
import org.konsil.server.platform.HealthTrouble;

/** What waits to be taken into the proof log, which takes a second. */
@ApplicationScoped
class OutboxCheck implements HealthCheck {

    static final Duration LATE = Duration.ofMinutes(1);

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    @Inject
    Clock clock;

    @Override
    public HealthPart part() {
        return HealthPart.EVENTS;
    }

    @Override
    public HealthReport look() {
        Object[] row =
                (Object[]) entities.createNativeQuery("select count(*), min(at) from proof_outbox", Object[].class)
                        .getSingleResult();
        Map<Fact, Object> facts = new EnumMap<>(Map.of(Fact.WAITING, ((Number) row[0]).longValue()));
        Optional<Instant> oldest = Optional.ofNullable((Instant) row[1]);
        oldest.ifPresent(at -> facts.put(Fact.OLDEST, at));
        return oldest.filter(at -> at.isBefore(clock.instant().minus(LATE))).isPresent()
                ? HealthReport.troubled(HealthTrouble.EVENTS_LATE, facts)
                : HealthReport.good(HealthPart.EVENTS, facts);
    }
}
