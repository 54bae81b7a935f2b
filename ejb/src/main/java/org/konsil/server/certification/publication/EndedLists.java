package org.konsil.server.certification.publication;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.konsil.server.platform.MetadataClass;

/** Revocation lists that ended, unless it is the newest of its name: what it has, the next one is made from. */
@ApplicationScoped
class EndedLists implements MetadataClass {
    private static final Duration GRACE = Duration.ofDays(1);
    private static final String DELETE = "delete from revocation_list l where l.next_update < :before and exists"
            + " (select 1 from revocation_list n where n.issuer = l.issuer and n.shard is not distinct from l.shard"
            + " and n.number > l.number)";

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    @Inject
    Clock clock;

    @Override
    public String name() {
        return "ended-list";
    }

    @Override
    public long purge() {
        return entities.createNativeQuery(DELETE)
                .setParameter("before", clock.instant().minus(GRACE))
                .executeUpdate();
    }

    @Override
    public Optional<Instant> oldest() {
        return Optional.ofNullable(
                (Instant) entities.createNativeQuery("select min(this_update) from revocation_list", Instant.class)
                        .getSingleResult());
    }
}
