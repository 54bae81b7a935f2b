package org.konsil.client.bench.delivery;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** The latencies of one run, each from when the message should have been sent. */
final class Times {

    private static final long MOST_MICROS = TimeUnit.MINUTES.toMicros(10);
    private static final int DIGITS = 3;

    private final Histogram acknowledgement = new Histogram(MOST_MICROS, DIGITS);
    private final Histogram delivery = new Histogram(MOST_MICROS, DIGITS);
    private final Histogram receipt = new Histogram(MOST_MICROS, DIGITS);

    void acknowledged(long dueNanos) {
        record(acknowledgement, dueNanos);
    }

    void shown(long dueNanos) {
        record(delivery, dueNanos);
    }

    void receipt(long dueNanos) {
        record(receipt, dueNanos);
    }

    private static void record(Histogram histogram, long dueNanos) {
        long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - dueNanos);
        histogram.recordValue(Math.max(0, Math.min(micros, MOST_MICROS)));
    }

    Latency acknowledgement() {
        return Latency.of(acknowledgement);
    }

    Latency delivery() {
        return Latency.of(delivery);
    }

    Latency receipt() {
        return Latency.of(receipt);
    }
}
