package org.konsil.client.bench.ca;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RateTest {

    private static final long MILLI = 1_000_000;

    @Test
    void halfAndNearlyAllAreTheNearestRank() {
        long[] hundred =
                LongStream.rangeClosed(1, 100).map(value -> value * MILLI).toArray();

        assertThat(Rate.percentile(hundred, 50)).isEqualTo(50);
        assertThat(Rate.percentile(hundred, 99)).isEqualTo(99);
    }

    @Test
    void ofFewTheSlowestIsNearlyAll() {
        assertThat(Rate.percentile(new long[] {2 * MILLI}, 50)).isEqualTo(2);
        assertThat(Rate.percentile(new long[] {MILLI, 9 * MILLI}, 99)).isEqualTo(9);
    }
}
