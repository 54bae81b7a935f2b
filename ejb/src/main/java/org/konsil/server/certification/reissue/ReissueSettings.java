package org.konsil.server.certification.reissue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.konsil.server.platform.KnownSettings;
import org.konsil.server.platform.StartRefusedException;

/** How much of this node a re-issue may take, and how long it is remembered. */
@ApplicationScoped
class ReissueSettings implements KnownSettings {
    private static final String WORKERS = "konsil.certification.reissue-workers";
    private static final String ENDED_LIFE = "konsil.certification.ended-reissue-life";
    private static final String BATCH = "konsil.certification.reissue-batch";
    private static final int MOST_WORKERS = 8;
    /** The journal's patience is minutes, and a broken batch costs as many serials. */
    private static final int LARGEST_BATCH = 500;

    private static final Duration SHORTEST_LIFE = Duration.ofDays(1);

    @Inject
    @ConfigProperty(name = WORKERS, defaultValue = "2")
    int workers;

    @Inject
    @ConfigProperty(name = BATCH, defaultValue = "100")
    int batch;

    @Inject
    @ConfigProperty(name = ENDED_LIFE, defaultValue = "PT8784H")
    Duration endedLife;

    /** How many batches are signed side by side; each keeps a processor busy. */
    int workers() {
        return workers;
    }

    /** How many certificates share a transaction. */
    int batch() {
        return batch;
    }

    Duration endedLife() {
        return endedLife;
    }

    @Override
    public Set<String> names() {
        return Set.of(WORKERS, BATCH, ENDED_LIFE);
    }

    @Override
    public void requireUsable() {
        if (workers < 1 || workers > MOST_WORKERS) {
            throw new StartRefusedException(WORKERS + " must be between 1 and " + MOST_WORKERS);
        }
        if (batch < 1 || batch > LARGEST_BATCH) {
            throw new StartRefusedException(BATCH + " must be between 1 and " + LARGEST_BATCH);
        }
        if (endedLife.compareTo(SHORTEST_LIFE) < 0) {
            throw new StartRefusedException(ENDED_LIFE + " must be at least " + SHORTEST_LIFE);
        }
    }
}
