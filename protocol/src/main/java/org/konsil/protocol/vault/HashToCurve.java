package org.konsil.protocol.vault;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.math.ec.ECFieldElement;
import org.bouncycastle.math.ec.ECPoint;
import org.jspecify.annotations.Nullable;

/** Points and numbers of messages: the suite P256_XMD:SHA-256_SSWU_RO_ of RFC 9380, section 8.2. */
final class HashToCurve {

    private static final int HASH_BYTES = 32;
    private static final int BLOCK_BYTES = 64;
    private static final int LONGEST_TAG = 255;
    /** ceil((256 + 128) / 8), of the field as of the order. */
    private static final int ELEMENT_BYTES = 48;

    private static final BigInteger PRIME = P256.CURVE.getField().getCharacteristic();
    private static final ECFieldElement A = P256.CURVE.getA();
    private static final ECFieldElement B = P256.CURVE.getB();
    private static final ECFieldElement ONE = P256.CURVE.fromBigInteger(BigInteger.ONE);
    private static final ECFieldElement Z = P256.CURVE.fromBigInteger(PRIME.subtract(BigInteger.TEN));

    private HashToCurve() {}

    /** hash_to_curve, section 3; P-256 has no cofactor to clear. */
    static ECPoint point(byte[] message, byte[] tag) {
        byte[] uniform = expand(message, tag, 2 * ELEMENT_BYTES);
        BigInteger first = number(uniform, 0).mod(PRIME);
        BigInteger second = number(uniform, ELEMENT_BYTES).mod(PRIME);
        return map(P256.CURVE.fromBigInteger(first)).add(map(P256.CURVE.fromBigInteger(second)));
    }

    /** hash_to_field with the group's order for the prime (RFC 9497, section 4.3, HashToScalar). */
    static BigInteger scalar(byte[] message, byte[] tag) {
        return number(expand(message, tag, ELEMENT_BYTES), 0).mod(P256.ORDER);
    }

    /** expand_message_xmd, section 5.3.1. */
    static byte[] expand(byte[] message, byte[] tag, int length) {
        if (tag.length > LONGEST_TAG || length > 255 * HASH_BYTES) {
            throw new IllegalArgumentException("tag or length out of range");
        }
        byte[] tagPrime = join(tag, new byte[] {(byte) tag.length});
        byte[] lengthBytes = {(byte) (length >> 8), (byte) length};
        byte[] first = Digests.sha256(join(new byte[BLOCK_BYTES], message, lengthBytes, new byte[1], tagPrime));
        byte[] block = new byte[HASH_BYTES];
        ByteArrayOutputStream uniform = new ByteArrayOutputStream();
        for (int i = 1; uniform.size() < length; i++) {
            block = Digests.sha256(join(xor(first, block), new byte[] {(byte) i}, tagPrime));
            uniform.writeBytes(block);
        }
        return Arrays.copyOf(uniform.toByteArray(), length);
    }

    /** map_to_curve_simple_swu, section 6.6.2. */
    private static ECPoint map(ECFieldElement u) {
        ECFieldElement zu = Z.multiply(u.square());
        ECFieldElement denominator = zu.square().add(zu);
        // Step 3: the exceptional case, where the inverse of nothing is nothing.
        ECFieldElement x1 = denominator.isZero()
                ? B.divide(Z.multiply(A))
                : B.negate().divide(A).multiply(ONE.add(denominator.invert()));
        ECFieldElement x = x1;
        @Nullable ECFieldElement y = curveAt(x1).sqrt();
        if (y == null) {
            x = zu.multiply(x1);
            y = curveAt(x).sqrt();
        }
        if (y == null) {
            throw new IllegalStateException("one of the two is a square");
        }
        // sgn0, section 4.1: the number's parity.
        ECFieldElement signed = u.testBitZero() == y.testBitZero() ? y : y.negate();
        return P256.CURVE.createPoint(x.toBigInteger(), signed.toBigInteger());
    }

    private static ECFieldElement curveAt(ECFieldElement x) {
        return x.square().add(A).multiply(x).add(B);
    }

    private static BigInteger number(byte[] uniform, int at) {
        return new BigInteger(1, Arrays.copyOfRange(uniform, at, at + ELEMENT_BYTES));
    }

    private static byte[] xor(byte[] one, byte[] other) {
        byte[] both = one.clone();
        for (int i = 0; i < both.length; i++) {
            both[i] ^= other[i];
        }
        return both;
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
