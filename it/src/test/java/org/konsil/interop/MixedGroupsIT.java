package org.konsil.interop;

import java.security.SecureRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("C1 B1 T1 T2 T3 T4 groups of Java and TypeScript devices agree after each step of a random history")
class MixedGroupsIT {

    private static final boolean FULL = Boolean.getBoolean("konsil.full");
    private static final int OPERATIONS = FULL ? 200 : 40;

    static LongStream seeds() {
        if (System.getProperty("konsil.seed") != null) {
            return LongStream.of(Long.getLong("konsil.seed"));
        }
        long fresh = new SecureRandom().nextInt(1 << 30);
        return FULL ? LongStream.concat(LongStream.rangeClosed(1, 9), LongStream.of(fresh)) : LongStream.of(fresh);
    }

    /** A seed that failed is run again with {@code -Dkonsil.seed=<seed>}. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void agreesAfterEachOperation(long seed) {
        try (NodeProcess node = new NodeProcess()) {
            MixedRun run = new MixedRun(node, seed);
            for (int operation = 0; operation < OPERATIONS; operation++) {
                try {
                    run.step();
                } catch (AssertionError | RuntimeException failed) {
                    throw new AssertionError(run.history(), failed);
                }
            }
            System.out.println("mixed groups: " + OPERATIONS + " operations, " + run.summary());
        }
    }
}
