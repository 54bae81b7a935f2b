package org.konsil.client.attachment;

import java.time.Duration;
import java.util.function.Consumer;
import org.konsil.client.failure.OfflineException;
import org.konsil.client.transport.Backoff;

/** How often a broken transfer is taken up again before the person is told; anything that arrives begins the count anew. */
final class Patience {

    private static final int MOST_TRIES = 8;
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Consumer<Duration> pause;
    private int tries;

    Patience(Consumer<Duration> pause) {
        this.pause = pause;
    }

    static Patience usual() {
        return new Patience(Backoff::pause);
    }

    void moved() {
        tries = 0;
    }

    /** Waits before the next try, or gives up. */
    void lose(RuntimeException broken) {
        tries++;
        if (tries > MOST_TRIES || "interrupted".equals(broken.getMessage())) {
            throw broken instanceof OfflineException ? broken : new OfflineException("no-answer", broken);
        }
        Duration wait = FIRST.multipliedBy(1L << (tries - 1));
        pause.accept(wait.compareTo(LONGEST) < 0 ? wait : LONGEST);
    }
}
