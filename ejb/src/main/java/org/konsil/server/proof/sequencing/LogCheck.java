package org.konsil.server.proof.sequencing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Map;
import org.konsil.server.platform.HealthCheck;
import org.konsil.server.platform.HealthPart;
import org.konsil.server.platform.HealthReport;
import org.konsil.server.platform.HealthReport.Fact;
import org.konsil.server.platform.HealthTrouble;

/** Whether this node signs the proof log, and how long that is. */
@ApplicationScoped
class LogCheck implements HealthCheck {

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    @Inject
    Sequencer sequencer;

    @Override
    public HealthPart part() {
        return HealthPart.PROOF_LOG;
    }

    @Override
    public HealthReport look() {
        long entries = ((Number)
                        entities.createNativeQuery("select coalesce(max(position) + 1, 0) from proof_entry", Long.class)
                                .getSingleResult())
                .longValue();
        Map<Fact, Object> facts = Map.of(Fact.ENTRIES, entries);
        return sequencer.isRefused()
                ? HealthReport.troubled(HealthTrouble.LOG_REFUSED, facts)
                : HealthReport.good(HealthPart.PROOF_LOG, facts);
    }
}
