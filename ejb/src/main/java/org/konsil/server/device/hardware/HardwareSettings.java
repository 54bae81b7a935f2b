package org.konsil.server.device.hardware;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.konsil.server.platform.KnownSettings;
import org.konsil.server.platform.StartRefusedException;

/** How long it is remembered that hardware was on the list (C3). */
@ApplicationScoped
class HardwareSettings implements KnownSettings {

    private static final String ENDED_LIFE = "konsil.device.ended-hardware-life";
    /** Longer than a device certificate lives, so that a lost device can still be told from an unknown one. */
    private static final Duration SHORTEST = Duration.ofDays(100);

    @Inject
    @ConfigProperty(name = ENDED_LIFE, defaultValue = "PT8784H")
    Duration endedLife;

    Duration endedLife() {
        return endedLife;
    }

    @Override
    public Set<String> names() {
        return Set.of(ENDED_LIFE);
    }

    @Override
    public void requireUsable() {
        if (endedLife.compareTo(SHORTEST) < 0) {
            throw new StartRefusedException(ENDED_LIFE + " must be at least " + SHORTEST);
        }
    }
}
