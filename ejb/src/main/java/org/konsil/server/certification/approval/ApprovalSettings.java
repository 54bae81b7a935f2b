package org.konsil.server.certification.approval;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.konsil.server.platform.KnownSettings;
import org.konsil.server.platform.StartRefusedException;

/** How long an order waits for two people, and how long its outcome is kept. */
@ApplicationScoped
class ApprovalSettings implements KnownSettings {
    private static final String LIFE = "konsil.certification.approval-life";
    private static final String DECIDED_LIFE = "konsil.certification.decided-approval-life";
    /** Longer than any order waits, so that what became of one can be asked. */
    private static final Duration SHORTEST_DECIDED = Duration.ofDays(31);

    @Inject
    @ConfigProperty(name = LIFE, defaultValue = "PT168H")
    Duration life;

    @Inject
    @ConfigProperty(name = DECIDED_LIFE, defaultValue = "PT8784H")
    Duration decidedLife;

    Duration life() {
        return life;
    }

    Duration decidedLife() {
        return decidedLife;
    }

    @Override
    public Set<String> names() {
        return Set.of(LIFE, DECIDED_LIFE);
    }

    @Override
    public void requireUsable() {
        if (life.compareTo(Duration.ofMinutes(5)) < 0 || life.compareTo(Duration.ofDays(30)) > 0) {
            throw new StartRefusedException(LIFE + " must be between PT5M and PT720H");
        }
        if (decidedLife.compareTo(SHORTEST_DECIDED) < 0) {
            throw new StartRefusedException(DECIDED_LIFE + " must be at least " + SHORTEST_DECIDED);
        }
    }
}
