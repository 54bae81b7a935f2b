package org.konsil.client.bench.delivery;

import java.util.Arrays;

/** How something grows: 0 not at all, 1 in proportion, 2 with the square. */
final class Slope {

    private Slope() {}

    /** Of the straight line that comes nearest to the logarithms (least squares). */
    static double of(double[] size, double[] cost) {
        double[] x = Arrays.stream(size).map(Math::log).toArray();
        double[] y = Arrays.stream(cost).map(Math::log).toArray();
        double meanX = Arrays.stream(x).average().orElseThrow();
        double meanY = Arrays.stream(y).average().orElseThrow();
        double product = 0;
        double square = 0;
        for (int at = 0; at < x.length; at++) {
            product += (x[at] - meanX) * (y[at] - meanY);
            square += (x[at] - meanX) * (x[at] - meanX);
        }
        return product / square;
    }
}
