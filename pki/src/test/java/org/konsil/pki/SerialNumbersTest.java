package org.konsil.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SerialNumbersTest {

    private static final int COUNT = 100_000;
    private static final int RANDOM_BITS = 136;

    private final SerialNumbers serials = new SerialNumbers(new SecureRandom());

    @Test
    @DisplayName("A5 incident I1: all 136 random bits of a serial are random, none is lost to the sign")
    void everyRandomBitIsBalanced() {
        int[] ones = new int[RANDOM_BITS];
        Set<BigInteger> seen = new HashSet<>();

        for (int i = 0; i < COUNT; i++) {
            BigInteger serial = serials.next();
            assertThat(seen.add(serial)).isTrue();
            assertThat(serial.toByteArray()).hasSize(SerialNumbers.LENGTH_BYTES);
            for (int bit = 0; bit < RANDOM_BITS; bit++) {
                ones[bit] += serial.testBit(bit) ? 1 : 0;
            }
        }

        // Ten standard deviations of a fair coin: sqrt(100,000) / 2 = 158.
        for (int bit = 0; bit < RANDOM_BITS; bit++) {
            assertThat(ones[bit]).as("bit %d", bit).isBetween(COUNT / 2 - 1580, COUNT / 2 + 1580);
        }
    }
}
