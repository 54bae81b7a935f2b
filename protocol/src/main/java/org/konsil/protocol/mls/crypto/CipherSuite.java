package org.konsil.protocol.mls.crypto;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsWriter;

/** The cipher suites that are spoken here (RFC 9420, section 17.1); every other is refused by {@link #require}. */
public enum CipherSuite {
    /** {@code MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519}. */
    X25519_ED25519(1, SignatureScheme.ED25519),
    /** {@code MLS_128_DHKEMP256_AES128GCM_SHA256_P256}. */
    P256(2, SignatureScheme.P256);

    private final int code;
    private final SignatureScheme signatures;

    CipherSuite(int code, SignatureScheme signatures) {
        this.code = code;
        this.signatures = signatures;
    }

    public static CipherSuite require(int code) {
        for (CipherSuite suite : values()) {
            if (suite.code == code) {
                return suite;
            }
        }
        throw new MlsValidationException(Fault.UNSUPPORTED_SUITE);
    }

    public int code() {
        return code;
    }

    /** A signature key as leaves carry it, made into a key; off the curve, compressed or of another length is refused. */
    public PublicKey signatureKey(Bytes encoded) {
        return signatures.publicKey(encoded);
    }

    /** The form in which leaves carry this key: X9.62 uncompressed for P-256, raw for Ed25519. */
    public Bytes encodeSignatureKey(PublicKey key) {
        return signatures.encoded(key);
    }

    /** {@code SignWithLabel} (RFC 9420, section 5.1.2). */
    public Bytes signWithLabel(PrivateKey key, String label, byte[] content) {
        return signatures.sign(key, signContent(label, content));
    }

    /** {@code VerifyWithLabel} (RFC 9420, section 5.1.2). */
    public boolean verifyWithLabel(PublicKey key, String label, byte[] content, Bytes signature) {
        return signatures.verify(key, signContent(label, content), signature);
    }

    private static byte[] signContent(String label, byte[] content) {
        try (MlsWriter writer = new MlsWriter()) {
            return writer.opaque(ascii("MLS 1.0 " + label)).opaque(content).toByteArray();
        }
    }

    public Bytes hash(byte[] content) {
        try {
            return Bytes.of(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException missing) {
            throw new MlsCryptoException("SHA-256 is missing", missing);
        }
    }

    /** {@code RefHash} (RFC 9420, section 5.2); the label is used as it is. */
    public Bytes refHash(String label, byte[] value) {
        try (MlsWriter writer = new MlsWriter()) {
            return hash(writer.opaque(ascii(label)).opaque(value).toByteArray());
        }
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
