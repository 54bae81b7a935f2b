package org.konsil.server.device.removal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.konsil.server.platform.KnownSettings;
import org.konsil.server.platform.StartRefusedException;

/** How long it is remembered whose device one was that was put out (C3), and when one is silent. */
@ApplicationScoped
class RemovalSettings implements KnownSettings {

    private static final String REMOVED_LIFE = "konsil.device.removed-life";
    /** Longer than a device certificate lives, so that none outlives the memory of its device. */
    private static final Duration SHORTEST = Duration.ofDays(100);

    private static final String SILENCE = "konsil.device.silence";
    private static final Duration SHORTEST_SILENCE = Duration.ofDays(7);
    private static final Duration LONGEST_SILENCE = Duration.ofDays(366);

    @Inject
    @ConfigProperty(name = SILENCE, defaultValue = "PT720H")
    Duration silence;

    @Inject
    @ConfigProperty(name = REMOVED_LIFE, defaultValue = "PT8784H")
    Duration removedLife;

    /** A device that was not heard of for so long leaves its groups. */
    Duration silence() {
        return silence;
    }

    Duration removedLife() {
        return removedLife;
    }

    @Override
    public Set<String> names() {
        return Set.of(REMOVED_LIFE, SILENCE);
    }

    @Override
    public void requireUsable() {
        if (removedLife.compareTo(SHORTEST) < 0) {
            throw new StartRefusedException(REMOVED_LIFE + " must be at least " + SHORTEST);
        }
        if (silence.compareTo(SHORTEST_SILENCE) < 0 || silence.compareTo(LONGEST_SILENCE) > 0) {
            throw new StartRefusedException(
                    SILENCE + " must be between " + SHORTEST_SILENCE + " and " + LONGEST_SILENCE);
        }
    }
}
