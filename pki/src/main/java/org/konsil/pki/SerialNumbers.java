package org.konsil.pki;

import java.math.BigInteger;
import java.security.SecureRandom;

/** Makes serial numbers: 18 octets, the first fixed (neither zero nor negative), 17 random. */
public final class SerialNumbers {

    public static final int LENGTH_BYTES = 18;
    public static final byte FIRST_BYTE = 0x4b;

    private final SecureRandom random;

    /** Draws from the given source. */
    public SerialNumbers(SecureRandom random) {
        this.random = random;
    }

    /** A serial that was, with overwhelming probability, never used. */
    public BigInteger next() {
        byte[] bytes = new byte[LENGTH_BYTES];
        random.nextBytes(bytes);
        bytes[0] = FIRST_BYTE;
        return new BigInteger(bytes);
    }
}
