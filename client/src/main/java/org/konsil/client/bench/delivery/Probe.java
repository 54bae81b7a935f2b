package org.konsil.client.bench.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.konsil.client.bench.ProcessorTime;

/** Looks at processes and at the write-ahead log, before and after. */
final class Probe {

    private static final Path MACHINE = Path.of("/proc/stat");
    private static final int FIRST = 1;
    private static final int IDLE = 4;
    private static final int IO_WAIT = 5;
    private static final int LAST = 8;
    private static final int MILLIS_PER_TICK = 10;
    private static final double NANOS = 1e9;
    private static final double THOUSAND = 1000;

    private final ProcessHandle server;
    private final ProcessHandle postgres;
    private final WriteAheadLog log;
    private final long syncs;
    private final long bytes;
    private final boolean exact;
    private final Processors before;
    private final long begin;

    private record Processors(ProcessorTime measured, Duration clients, Duration machine) {}

    /**
     * Looks now.
     *
     * @param countSyncs whether to wait, before and after, until PostgreSQL has counted how often its log was made durable
     */
    Probe(Stage stage, ProcessHandle server, boolean countSyncs) throws InterruptedException {
        this.server = server;
        this.postgres = stage.postgres();
        this.log = stage.log();
        this.exact = countSyncs;
        this.syncs = countSyncs ? log.settledSyncs() : 0;
        this.bytes = log.bytes();
        this.before = processors();
        this.begin = System.nanoTime();
    }

    /** What so many messages needed since. */
    Load stop(long count) throws InterruptedException {
        double seconds = (System.nanoTime() - begin) / NANOS;
        Processors after = processors();
        ProcessorTime used = after.measured().minus(before.measured());
        double clients = seconds(after.clients().minus(before.clients()));
        double machine = seconds(after.machine().minus(before.machine()));
        double others = machine - clients - seconds(used.server()) - seconds(used.database());
        long written = log.bytes() - bytes;
        return new Load(
                seconds,
                seconds(used.server()) * THOUSAND / count,
                seconds(used.database()) * THOUSAND / count,
                clients / seconds,
                Math.max(0, others) / seconds,
                exact ? (double) (log.settledSyncs() - syncs) / count : null,
                (double) written / count);
    }

    private Processors processors() {
        return new Processors(
                ProcessorTime.of(server, postgres), ProcessorTime.ofProcess(ProcessHandle.current()), machine());
    }

    private static double seconds(Duration time) {
        return time.toNanos() / NANOS;
    }

    /** All processors together, but for their idleness (proc(5), the first line). */
    private static Duration machine() {
        try {
            String[] words =
                    Files.readString(MACHINE).lines().findFirst().orElseThrow().split(" +", -1);
            long ticks = 0;
            for (int at = FIRST; at <= LAST; at++) {
                if (at != IDLE && at != IO_WAIT) {
                    ticks += Long.parseLong(words[at]);
                }
            }
            return Duration.ofMillis(ticks * MILLIS_PER_TICK);
        } catch (IOException e) {
            throw new UncheckedIOException(MACHINE + " cannot be read", e);
        }
    }
}
