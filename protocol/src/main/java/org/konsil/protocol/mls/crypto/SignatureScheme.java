package org.konsil.protocol.mls.crypto;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.codec.Bytes;

/**
 * The two signature algorithms. Bouncy Castle computes them, several times as fast as the JDK's own provider; a private key that
 * does not show itself, because it lives in a token, is used by its own provider.
 */
enum SignatureScheme {
    ED25519("Ed25519", 32, "302a300506032b6570032100", new Ed25519Curve()),
    P256("SHA256withECDSA", 65, "3059301306072a8648ce3d020106082a8648ce3d030107034200", new P256Curve());

    private final String signatureAlgorithm;
    private final int keyBytes;
    /** Everything of a SubjectPublicKeyInfo that stands before the key itself. */
    private final byte[] prefix;

    private final Curve curve;

    /** What is computed on one curve. */
    interface Curve {

        /** Throws {@link IllegalArgumentException} if this is no point of it. */
        Object point(byte[] encoded);

        boolean verify(Object point, byte[] content, byte[] signature);

        /** Null if the key does not show itself. */
        byte @Nullable [] sign(PrivateKey key, byte[] content);
    }

    SignatureScheme(String signatureAlgorithm, int keyBytes, String prefix, Curve curve) {
        this.signatureAlgorithm = signatureAlgorithm;
        this.keyBytes = keyBytes;
        this.prefix = HexFormat.of().parseHex(prefix);
        this.curve = curve;
    }

    PublicKey publicKey(Bytes encoded) {
        byte[] key = encoded.toArray();
        if (key.length != keyBytes || this == P256 && key[0] != 4) {
            throw new MlsValidationException(Fault.MALFORMED_KEY);
        }
        byte[] info = Arrays.copyOf(prefix, prefix.length + key.length);
        System.arraycopy(key, 0, info, prefix.length, key.length);
        try {
            return new SignatureKey(this, curve.point(key), Bytes.of(info));
        } catch (IllegalArgumentException offTheCurve) {
            throw new MlsValidationException(Fault.MALFORMED_KEY, offTheCurve);
        }
    }

    /** The key as a leaf carries it; a key of another algorithm or curve is refused. */
    Bytes encoded(PublicKey key) {
        return fromInfo(key.getEncoded());
    }

    /** The key in a SubjectPublicKeyInfo as a leaf carries it. */
    Bytes fromInfo(byte @Nullable [] info) {
        if (info == null
                || info.length != prefix.length + keyBytes
                || !Arrays.equals(info, 0, prefix.length, prefix, 0, prefix.length)) {
            throw new MlsValidationException(Fault.MALFORMED_KEY);
        }
        return Bytes.of(Arrays.copyOfRange(info, prefix.length, info.length));
    }

    Bytes sign(PrivateKey key, byte[] content) {
        byte[] made = curve.sign(key, content);
        return Bytes.of(made == null ? signElsewhere(key, content) : made);
    }

    private byte[] signElsewhere(PrivateKey key, byte[] content) {
        try {
            Signature signature = Signature.getInstance(signatureAlgorithm);
            signature.initSign(key);
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException failed) {
            throw new MlsCryptoException("signing failed", failed);
        }
    }

    /** A key of another algorithm verifies nothing. */
    boolean verify(PublicKey key, byte[] content, Bytes value) {
        try {
            SignatureKey known = key instanceof SignatureKey ours && ours.scheme() == this
                    ? ours
                    : (SignatureKey) publicKey(encoded(key));
            return curve.verify(known.point(), content, value.toArray());
        } catch (MlsValidationException otherAlgorithm) {
            return false;
        }
    }

    /** Whether the same key signs the same bytes with the same signature. */
    boolean isDeterministic() {
        return this == ED25519;
    }
}
