package org.konsil.server.messaging.submission;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.konsil.server.platform.KnownSettings;
import org.konsil.server.platform.StartRefusedException;

/** How long messages are still taken that somebody who was put out could read. */
@ApplicationScoped
class RemovalSettings implements KnownSettings {

    private static final String DEADLINE = "konsil.messaging.removal-deadline";
    private static final Duration LONGEST = Duration.ofHours(1);

    @Inject
    @ConfigProperty(name = DEADLINE, defaultValue = "PT30S")
    Duration deadline;

    Duration deadline() {
        return deadline;
    }

    @Override
    public Set<String> names() {
        return Set.of(DEADLINE);
    }

    @Override
    public void requireUsable() {
        if (deadline.isNegative() || deadline.compareTo(LONGEST) > 0) {
            throw new StartRefusedException(DEADLINE + " must be between PT0S and " + LONGEST);
        }
    }
}
