package org.konsil.client.transport;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.konsil.client.failure.OfflineException;

/** Waits somewhere between half and all of a time, so that a crowd does not come back at once. */
public final class Backoff {

    private Backoff() {}

    public static void pause(Duration longest) {
        long nanos = longest.toNanos();
        try {
            TimeUnit.NANOSECONDS.sleep(nanos / 2 + ThreadLocalRandom.current().nextLong(nanos / 2 + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OfflineException("interrupted", e);
        }
    }
}
