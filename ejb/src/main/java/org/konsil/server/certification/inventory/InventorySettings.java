package org.konsil.server.certification.inventory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.konsil.server.platform.KnownSettings;
import org.konsil.server.platform.StartRefusedException;

/** How long certificates are kept after their end. */
@ApplicationScoped
class InventorySettings implements KnownSettings {
    private static final String DEAD_RETENTION = "konsil.certification.dead-retention";
    /** Longer than any revocation list lives, so that each had its last place on one. */
    private static final Duration SHORTEST = Duration.ofDays(60);

    @Inject
    @ConfigProperty(name = DEAD_RETENTION, defaultValue = "PT8784H")
    Duration deadRetention;

    Duration deadRetention() {
        return deadRetention;
    }

    @Override
    public Set<String> names() {
        return Set.of(DEAD_RETENTION);
    }

    @Override
    public void requireUsable() {
        if (deadRetention.compareTo(SHORTEST) < 0) {
            throw new StartRefusedException(DEAD_RETENTION + " must be at least " + SHORTEST);
        }
    }
}
