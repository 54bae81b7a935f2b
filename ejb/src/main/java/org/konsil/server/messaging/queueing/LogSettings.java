package org.konsil.server.messaging.queueing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.konsil.server.platform.KnownSettings;
import org.konsil.server.platform.StartRefusedException;

/** How long the log keeps what (C3). */
@ApplicationScoped
class LogSettings implements KnownSettings {

    private static final String MESSAGE_LIFE = "konsil.messaging.message-life";
    private static final String REPEAT_LIFE = "konsil.messaging.repeat-life";
    private static final Duration SHORTEST = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(90);

    @Inject
    @ConfigProperty(name = MESSAGE_LIFE, defaultValue = "PT720H")
    Duration messageLife;

    @Inject
    @ConfigProperty(name = REPEAT_LIFE, defaultValue = "PT24H")
    Duration repeatLife;

    /** How long an envelope waits for devices that do not fetch it. */
    Duration messageLife() {
        return messageLife;
    }

    /** How long a repeat is recognised at least; beyond it as long as the message waits for somebody. */
    Duration repeatLife() {
        return repeatLife;
    }

    @Override
    public Set<String> names() {
        return Set.of(MESSAGE_LIFE, REPEAT_LIFE);
    }

    @Override
    public void requireUsable() {
        require(MESSAGE_LIFE, messageLife);
        require(REPEAT_LIFE, repeatLife);
    }

    private static void require(String name, Duration life) {
        if (life.compareTo(SHORTEST) < 0 || life.compareTo(LONGEST) > 0) {
            throw new StartRefusedException(name + " must be between " + SHORTEST + " and " + LONGEST);
        }
    }
}
