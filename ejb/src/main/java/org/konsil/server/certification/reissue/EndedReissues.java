package org.konsil.server.certification.reissue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.konsil.server.platform.MetadataClass;

/** Who had certificates made anew and who got none, once it is over; the proof log keeps that it was. */
@ApplicationScoped
class EndedReissues implements MetadataClass {
    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    @Inject
    ReissueSettings settings;

    @Inject
    Clock clock;

    @Override
    public String name() {
        return "reissue";
    }

    @Override
    public long purge() {
        return entities.createNativeQuery("delete from reissue where ended_at < :before")
                .setParameter("before", clock.instant().minus(settings.endedLife()))
                .executeUpdate();
    }

    @Override
    public Optional<Instant> oldest() {
        return Optional.ofNullable((Instant) entities.createNativeQuery(
                        "select min(begun_at) from reissue where ended_at is not null", Instant.class)
                .getSingleResult());
    }
}
