package org.konsil.server.device.removal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.konsil.server.platform.MetadataClass;

/** Devices that were put out, once no group has a leaf of theirs and their time is up. */
@ApplicationScoped
class RemovedDevices implements MetadataClass {

    private static final String DELETE = "delete from device d where d.removed_at < :before"
            + " and not exists (select 1 from membership m where m.device_id = d.device_id)";

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    @Inject
    RemovalSettings settings;

    @Inject
    Clock clock;

    @Override
    public String name() {
        return "removed-device";
    }

    @Override
    public long purge() {
        return entities.createNativeQuery(DELETE)
                .setParameter("before", clock.instant().minus(settings.removedLife()))
                .executeUpdate();
    }

    @Override
    public Optional<Instant> oldest() {
        return Optional.ofNullable(entities.createQuery("select min(d.removedAt) from StoredDevice d", Instant.class)
                .getSingleResult());
    }
}
