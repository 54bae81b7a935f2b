package org.konsil.client.bench;

import java.time.Duration;
import org.konsil.client.installation.Installation;

/** Runs from its making. */
final class Stopwatch {

    private final Installation installation;
    private final ProcessorTime before;
    private final long begin;

    Stopwatch(Installation installation) {
        this.installation = installation;
        this.before = ProcessorTime.of(installation);
        this.begin = System.nanoTime();
    }

    Cost stop(int count) {
        Duration wall = Duration.ofNanos(System.nanoTime() - begin);
        return new Cost(count, wall, ProcessorTime.of(installation).minus(before));
    }
}
