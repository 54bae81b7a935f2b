package org.konsil.protocol.vault;

import static org.konsil.protocol.vault.HashToCurve.ascii;
import static org.konsil.protocol.vault.HashToCurve.join;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.math.ec.ECPoint;
import org.konsil.protocol.mls.codec.SecretBytes;

/** The client's side of one evaluation: hides the input from the server, and undoes that in its answer. */
public final class Blinding implements AutoCloseable {

    private final SecretBytes input;
    private final BigInteger blind;
    private final SecureRandom random;

    private Blinding(SecretBytes input, BigInteger blind, SecureRandom random) {
        this.input = input;
        this.blind = blind;
        this.random = random;
    }

    public static Blinding of(SecretBytes input, SecureRandom random) {
        return with(input, P256.randomScalar(random), random);
    }

    /** With a given blind, as the RFC's vectors want it. */
    static Blinding with(SecretBytes input, BigInteger blind, SecureRandom random) {
        return new Blinding(input.copy(), blind, random);
    }

    /** Blind (RFC 9497, section 3.3.1). */
    public VaultElement blinded() {
        byte[] bytes = input.copyBytes();
        try {
            ECPoint point = HashToCurve.point(bytes, Oprf.GROUP_TAG);
            if (point.isInfinity()) {
                throw new IllegalArgumentException("InvalidInputError");
            }
            return VaultElement.of(P256.multiply(point, blind, random));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** Finalize (RFC 9497, section 3.3.1): 32 bytes. */
    public SecretBytes finish(VaultElement evaluated) {
        byte[] bytes = input.copyBytes();
        try {
            ECPoint unblinded = P256.multiply(evaluated.point(), blind.modInverse(P256.ORDER), random);
            byte[] element = VaultElement.of(unblinded).encode();
            return SecretBytes.owning(Digests.sha256(join(Oprf.sized(bytes), Oprf.sized(element), ascii("Finalize"))));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    @Override
    public void close() {
        input.close();
    }
}
