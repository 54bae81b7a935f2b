package org.konsil.bench.mls;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One operation of one library in a group of one size. The time that counts is that of the processor, not the clock's, and
 * iterations are counted, not timed: on a machine that others use, a second may hold any number of them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx1g", "-XX:+UseSerialGC"})
@Warmup(iterations = 30)
@Measurement(iterations = 20)
public class MlsBenchmark {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @Param({"konsil", "bcmls"})
    private String library = "";

    @Param({"2", "10", "100", "500"})
    private int members;

    @Param
    private Operation operation = Operation.SEAL;

    private @Nullable Contender contender;
    private @Nullable Callable<Object> next;

    /** Processor time of the operations alone, without what prepares them. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Processor {

        private long nanos;
        private long done;

        @Setup(Level.Iteration)
        public void reset() {
            nanos = 0;
            done = 0;
        }

        public long nanos() {
            return nanos;
        }

        public long done() {
            return done;
        }
    }

    @Setup(Level.Trial)
    public void found() throws Exception {
        contender = library.equals("konsil") ? new KonsilContender() : new BouncyCastleContender();
        contender.found(members);
    }

    @Setup(Level.Invocation)
    public void prepare() throws Exception {
        if (contender != null) {
            next = contender.prepare(operation);
        }
    }

    @Benchmark
    public @Nullable Object run(Processor processor) throws Exception {
        if (next == null) {
            throw new IllegalStateException("nothing is prepared");
        }
        long before = THREADS.getCurrentThreadCpuTime();
        Object result = next.call();
        processor.nanos += THREADS.getCurrentThreadCpuTime() - before;
        processor.done++;
        return result;
    }
}
