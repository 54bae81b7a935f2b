package org.konsil.client.bench.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SlopeTest {

    private static final double[] SIZES = {2, 8, 32, 256};

    @Test
    void isThePowerOfTheGrowth() {
        assertThat(Slope.of(SIZES, new double[] {5, 5, 5, 5})).isCloseTo(0, within(1e-9));
        assertThat(Slope.of(SIZES, Arrays.stream(SIZES).map(size -> 3 * size).toArray()))
                .isCloseTo(1, within(1e-9));
        assertThat(Slope.of(SIZES, Arrays.stream(SIZES).map(size -> size * size).toArray()))
                .isCloseTo(2, within(1e-9));
    }
}
