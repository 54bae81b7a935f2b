package org.konsil.client.bench.ca;

import java.util.Arrays;
import org.konsil.client.bench.Cost;

/**
 * How fast the server did the same thing many times.
 *
 * @param what was done
 * @param clients who asked side by side, each one thing after another
 * @param count how often
 * @param perSecond by the clock on the wall
 * @param p50Millis half of the answers came within this time
 * @param p99Millis 99 of 100 came within this time
 * @param serverMillis processor time of the server for each
 * @param databaseMillis processor time of the database for each
 */
public record Rate(
        String what,
        int clients,
        int count,
        double seconds,
        double perSecond,
        double p50Millis,
        double p99Millis,
        double serverMillis,
        double databaseMillis) {

    /** One act for all devices; its latencies are those of a round, for each certificate of it. */
    public static final String IN_BULK = "re-issue in bulk";

    private static final int HUNDRED = 100;
    private static final int NEARLY_ALL = 99;
    private static final double NANOS_PER_MILLI = 1e6;

    static Rate of(String what, int clients, Cost cost, long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        // Seconds for a thousand are milliseconds for each.
        return new Rate(
                what,
                clients,
                cost.count(),
                cost.seconds(),
                cost.perSecond(),
                percentile(sorted, HUNDRED / 2),
                percentile(sorted, NEARLY_ALL),
                cost.serverPerThousand(),
                cost.databasePerThousand());
    }

    /** The nearest rank. */
    static double percentile(long[] sorted, int percent) {
        int rank = (sorted.length * percent + HUNDRED - 1) / HUNDRED;
        return sorted[Math.max(rank, 1) - 1] / NANOS_PER_MILLI;
    }
}
