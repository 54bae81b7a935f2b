package org.konsil.client.bench.delivery;

import org.HdrHistogram.Histogram;

/** How long something took, in milliseconds. */
public record Latency(double p50, double p99, double max) {

    private static final double HALF = 50;
    private static final double NEARLY_ALL = 99;
    private static final double MICROS_PER_MILLI = 1000;

    static Latency of(Histogram micros) {
        return new Latency(
                micros.getValueAtPercentile(HALF) / MICROS_PER_MILLI,
                micros.getValueAtPercentile(NEARLY_ALL) / MICROS_PER_MILLI,
                micros.getMaxValue() / MICROS_PER_MILLI);
    }
}
