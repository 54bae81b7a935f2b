package org.konsil.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.client.bench.ledger.DeliveryLedger;
import org.konsil.client.bench.ledger.Verdict;
import org.konsil.client.demo.DemoPerson;
import org.konsil.support.Pouring;
import org.konsil.support.RunningSystem;
import org.konsil.support.ServerHeap;
import org.konsil.support.SlowWrites;

/**
 * The load comes whether the server keeps up or not, at three times what it was just measured to take. Each write takes half a second
 * here: a capacity that two processors can exceed threefold while they also run the server.
 */
@DisplayName("Three times as much comes as the server can write (C2, N1)")
class OverloadIT {

    private static final System.Logger LOGGER = System.getLogger(OverloadIT.class.getName());

    private static final Duration EACH_WRITE = Duration.ofMillis(500);
    private static final int DEVICES = 32;
    private static final int MESSAGE_BYTES = 64 * 1024;
    private static final long MEBIBYTE = 1024L * 1024;

    /** Enough for ten full batches: the server takes least of all when batches are small. */
    private static final int MEASURED = 20 * DEVICES;

    /** Twice what the server lets wait (socket.md, "Limits") is left over when a third of it is written meanwhile. */
    private static final int POURED = (int) (3 * 64 * MEBIBYTE / MESSAGE_BYTES);

    /** What waits to be written, and for each connection what waits for its reader and one frame that comes in. */
    private static final long MOST_KEPT = 64 * MEBIBYTE + DEVICES * (MEBIBYTE / 2 + MEBIBYTE);

    private static final String OVERLOADED = "urn:konsil:problem:overloaded";

    private final RunningSystem system = RunningSystem.get();
    private final DemoPerson olga = system.newcomer("Olga");
    private final ServerHeap heap = new ServerHeap(system);
    private final DeliveryLedger ledger = new DeliveryLedger();
    private final List<Pouring> devices = new ArrayList<>();

    @Test
    @DisplayName(
            "the excess is refused at once, memory has its bound, nothing that was accepted is lost, doubled or reordered")
    void refusesTheExcess() throws Exception {
        try {
            for (int at = 0; at < DEVICES; at++) {
                devices.add(Pouring.of(system, olga, ledger, MESSAGE_BYTES));
            }
            long before = heap.liveBytes();
            long kept;
            double capacity;
            try (SlowWrites unused = SlowWrites.begin(system, EACH_WRITE)) {
                capacity = measure();
                pour(3 * capacity);
                kept = heap.liveBytes() - before;
            }
            settle();
            Verdict verdict = ledger.verdict();
            LOGGER.log(
                    System.Logger.Level.INFO,
                    "capacity {0} messages a second; {1}; {2} MiB more in the heap, bound {3} MiB",
                    Math.round(capacity),
                    verdict.line(),
                    kept / MEBIBYTE,
                    MOST_KEPT / MEBIBYTE);
            requireOnlyTheExcessRefused(verdict);
            assertThat(kept).isLessThan(MOST_KEPT);

            devices.forEach(Pouring::send);
            settle();
            assertThat(ledger.verdict().acknowledged()).isEqualTo(verdict.acknowledged() + DEVICES);
            devices.forEach(Pouring::acknowledge);
        } finally {
            devices.forEach(Pouring::close);
        }
    }

    private void requireOnlyTheExcessRefused(Verdict verdict) {
        assertThat(verdict.isClean()).as(verdict.line()).isTrue();
        assertThat(verdict.shown()).as("nothing that was refused was kept").isEqualTo(verdict.acknowledged());
        assertThat(verdict.unknown()).as("refused").isGreaterThan(POURED / 6);
        assertThat(devices)
                .allSatisfy(device -> assertThat(device.refusals().keySet()).isSubsetOf(OVERLOADED));
        assertThat(devices).as("refused without waiting").anyMatch(Pouring::isOvertaken);
    }

    /** Messages a second when as much comes as is answered. */
    private double measure() {
        long begin = System.nanoTime();
        for (int at = 0; at < MEASURED; at++) {
            devices.get(at % DEVICES).send();
        }
        settle();
        return MEASURED * (double) TimeUnit.SECONDS.toNanos(1) / (System.nanoTime() - begin);
    }

    /** Sends so many a second, and waits for no answer. */
    private void pour(double rate) {
        long begin = System.nanoTime();
        for (int at = 0; at < POURED; at++) {
            long due = begin + (long) (at * TimeUnit.SECONDS.toNanos(1) / rate);
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            devices.get(at % DEVICES).send();
        }
    }

    private void settle() {
        devices.forEach(Pouring::settle);
    }
}
