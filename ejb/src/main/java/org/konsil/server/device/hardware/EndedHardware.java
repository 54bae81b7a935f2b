package org.konsil.server.device.hardware;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.konsil.server.platform.MetadataClass;

/** Hardware that was taken off the list, once its time is up. */
@ApplicationScoped
class EndedHardware implements MetadataClass {

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    @Inject
    HardwareSettings settings;

    @Inject
    Clock clock;

    @Override
    public String name() {
        return "ended-hardware";
    }

    @Override
    public long purge() {
        return entities.createQuery("delete from StoredHardware h where h.state = 'ended' and h.changedAt < :before")
                .setParameter("before", clock.instant().minus(settings.endedLife()))
                .executeUpdate();
    }

    @Override
    public Optional<Instant> oldest() {
        return Optional.ofNullable(entities.createQuery(
                        "select min(h.changedAt) from StoredHardware h where h.state = 'ended'", Instant.class)
                .getSingleResult());
    }
}
