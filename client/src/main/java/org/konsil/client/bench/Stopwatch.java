package org.konsil.client.bench;

import java.time.Duration;
import org.konsil.client.installation.Installation;

/** Runs from its making. */
public final class Stopwatch {

    private final Installation installation;
    private final ProcessorTime before;
    private final long begin;

    /** Looks now, and runs. */
    public Stopwatch(Installation installation) {
        this.installation = installation;
        this.before = ProcessorTime.of(installation);
        this.begin = System.nanoTime();
    }

    /** What so many needed since. */
    public Cost stop(int count) {
        Duration wall = Duration.ofNanos(System.nanoTime() - begin);
        return new Cost(count, wall, ProcessorTime.of(installation).minus(before));
    }
}
