package org.konsil.server.certification.inventory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Optional;
import org.konsil.server.platform.MetadataClass;

/** Certificates that ended, with everything that was noted of them. */
@ApplicationScoped
class DeadCertificates implements MetadataClass {
    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    @Inject
    ExpiryWatch watch;

    @Override
    public String name() {
        return "certificate";
    }

    @Override
    public long purge() {
        return watch.bury();
    }

    @Override
    public Optional<Instant> oldest() {
        return Optional.ofNullable(
                (Instant) entities.createNativeQuery("select min(prepared_at) from certificate_journal", Instant.class)
                        .getSingleResult());
    }
}
