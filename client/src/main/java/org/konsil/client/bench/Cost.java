package org.konsil.client.bench;

import java.time.Duration;

/**
 * What so many messages, or rows, needed.
 *
 * @param count of messages or rows
 * @param wall from the first to the last
 * @param processor time of server and database
 */
public record Cost(int count, Duration wall, ProcessorTime processor) {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double PER = 1000;

    public double seconds() {
        return wall.toNanos() / NANOS_PER_SECOND;
    }

    public double perSecond() {
        return count / seconds();
    }

    /** Processor seconds of the server for each thousand. */
    public double serverPerThousand() {
        return perThousand(processor.server());
    }

    /** Processor seconds of the database for each thousand. */
    public double databasePerThousand() {
        return perThousand(processor.database());
    }

    private double perThousand(Duration time) {
        return time.toNanos() / NANOS_PER_SECOND * PER / count;
    }
}
