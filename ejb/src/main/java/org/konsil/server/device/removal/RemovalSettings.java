package org.konsil.server.device.removal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.konsil.server.platform.KnownSettings;
import org.konsil.server.platform.StartRefusedException;

/** How long it is remembered whose device one was that was put out (C3). */
@ApplicationScoped
class RemovalSettings implements KnownSettings {

    private static final String REMOVED_LIFE = "konsil.device.removed-life";
    /** Longer than a device certificate lives, so that none outlives the memory of its device. */
    private static final Duration SHORTEST = Duration.ofDays(100);

    @Inject
    @ConfigProperty(name = REMOVED_LIFE, defaultValue = "PT8784H")
    Duration removedLife;

    Duration removedLife() {
        return removedLife;
    }

    @Override
    public Set<String> names() {
        return Set.of(REMOVED_LIFE);
    }

    @Override
    public void requireUsable() {
        if (removedLife.compareTo(SHORTEST) < 0) {
            throw new StartRefusedException(REMOVED_LIFE + " must be at least " + SHORTEST);
        }
    }
}
