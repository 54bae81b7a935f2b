package org.konsil.protocol.vault;

import static org.konsil.protocol.vault.HashToCurve.join;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import org.konsil.protocol.mls.codec.SecretBytes;

/** The server's share of one vault: a number, without which no PIN opens it. */
public final class EvaluationKey implements AutoCloseable {

    public static final int BYTES = P256.SCALAR_BYTES;

    private final SecretBytes scalar;

    private EvaluationKey(SecretBytes scalar) {
        this.scalar = scalar;
    }

    public static EvaluationKey generate(SecureRandom random) {
        return of(P256.randomScalar(random));
    }

    /** DeriveKeyPair (RFC 9497, section 3.2.1). */
    public static EvaluationKey derive(byte[] seed, byte[] info) {
        byte[] input = join(seed, Oprf.sized(info));
        for (int counter = 0; counter <= 255; counter++) {
            BigInteger scalar = HashToCurve.scalar(join(input, new byte[] {(byte) counter}), Oprf.KEY_TAG);
            if (scalar.signum() != 0) {
                return of(scalar);
            }
        }
        throw new IllegalStateException("no key in this seed");
    }

    /**
     * Takes up what {@link #copyBytes} gave.
     *
     * @throws IllegalArgumentException if it is no number from 1 to the order less 1
     */
    public static EvaluationKey decode(byte[] encoded) {
        BigInteger scalar = new BigInteger(1, encoded);
        if (encoded.length != BYTES || scalar.signum() == 0 || scalar.compareTo(P256.ORDER) >= 0) {
            throw new IllegalArgumentException("no evaluation key");
        }
        return of(scalar);
    }

    /** BlindEvaluate (RFC 9497, section 3.3.1). */
    public VaultElement evaluate(VaultElement blinded, SecureRandom random) {
        byte[] bytes = copyBytes();
        try {
            return VaultElement.of(P256.multiply(blinded.point(), new BigInteger(1, bytes), random));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** A copy that the caller wipes. */
    public byte[] copyBytes() {
        return scalar.copyBytes();
    }

    @Override
    public void close() {
        scalar.close();
    }

    @Override
    public String toString() {
        return "EvaluationKey";
    }

    private static EvaluationKey of(BigInteger scalar) {
        return new EvaluationKey(SecretBytes.owning(P256.scalarBytes(scalar)));
    }
}
