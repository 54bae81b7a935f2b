package org.konsil.server.device.keypackages;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.konsil.server.platform.MetadataClass;

/** Key packages bear their own end; what keeps their keys from coming twice ends with them. */
@ApplicationScoped
class EndedKeyPackages implements MetadataClass {

    @Inject
    KeyPackageStore store;

    @Inject
    Clock clock;

    @Override
    public String name() {
        return "key-package";
    }

    @Override
    public long purge() {
        return store.deleteExpired(clock.instant());
    }

    @Override
    public Optional<Instant> oldest() {
        return Optional.empty();
    }
}
