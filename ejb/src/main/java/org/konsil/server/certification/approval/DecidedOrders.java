package org.konsil.server.certification.approval;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.konsil.server.platform.MetadataClass;

/** Who asked for what and who agreed, once it is decided; the proof log keeps that it was. */
@ApplicationScoped
class DecidedOrders implements MetadataClass {
    private static final String OVER = " where state <> 'open' and expires_at < :before";

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    @Inject
    ApprovalSettings settings;

    @Inject
    Clock clock;

    @Override
    public String name() {
        return "approval";
    }

    @Override
    public long purge() {
        Instant before = clock.instant().minus(settings.decidedLife());
        return delete(
                        "delete from approval_vote where request_id in (select request_id from approval_request" + OVER
                                + ")",
                        before)
                + delete("delete from approval_request" + OVER, before);
    }

    private long delete(String statement, Instant before) {
        return entities.createNativeQuery(statement)
                .setParameter("before", before)
                .executeUpdate();
    }

    @Override
    public Optional<Instant> oldest() {
        return Optional.ofNullable((Instant) entities.createNativeQuery(
                        "select min(filed_at) from approval_request where state <> 'open'", Instant.class)
                .getSingleResult());
    }
}
