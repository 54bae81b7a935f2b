package org.konsil.protocol.vault;

import java.math.BigInteger;
import java.security.SecureRandom;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.util.BigIntegers;

/** The group of RFC 9497, section 4.3, and its numbers. */
final class P256 {

    static final int SCALAR_BYTES = 32;

    private static final X9ECParameters PARAMETERS = CustomNamedCurves.getByName("secp256r1");

    static final ECCurve CURVE = PARAMETERS.getCurve();

    /** The group's order; its cofactor is one, so that a point of the curve is a point of the group. */
    static final BigInteger ORDER = PARAMETERS.getN();

    private P256() {}

    /** From 1 to the order less 1, each alike (RFC 9497, section 4.7.1). */
    static BigInteger randomScalar(SecureRandom random) {
        return BigIntegers.createRandomInRange(BigInteger.ONE, ORDER.subtract(BigInteger.ONE), random);
    }

    /**
     * Multiplies by a secret number. The library's time depends on the number; so that is split anew each time into two
     * that are random by themselves: whoever chooses the points and holds a stop-watch times numbers that never come again.
     */
    static ECPoint multiply(ECPoint point, BigInteger secret, SecureRandom random) {
        BigInteger one = randomScalar(random);
        BigInteger other = secret.subtract(one).mod(ORDER);
        return point.multiply(one).add(point.multiply(other));
    }

    static byte[] scalarBytes(BigInteger scalar) {
        return BigIntegers.asUnsignedByteArray(SCALAR_BYTES, scalar);
    }
}
