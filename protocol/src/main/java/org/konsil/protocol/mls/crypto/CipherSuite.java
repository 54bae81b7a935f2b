package org.konsil.protocol.mls.crypto;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.function.Function;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsWriter;
import org.konsil.protocol.mls.codec.SecretBytes;

/** The cipher suites that are spoken here (RFC 9420, section 17.1); every other is refused by {@link #require}. */
public enum CipherSuite {
    /** {@code MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519}. */
    X25519_ED25519(1, SignatureScheme.ED25519, Kem.X25519),
    /** {@code MLS_128_DHKEMP256_AES128GCM_SHA256_P256}. */
    P256(2, SignatureScheme.P256, Kem.P256);

    private final int code;
    private final SignatureScheme signatures;
    private final Kem kem;

    CipherSuite(int code, SignatureScheme signatures, Kem kem) {
        this.code = code;
        this.signatures = signatures;
        this.kem = kem;
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

    /** The signature key of a SubjectPublicKeyInfo, such as a certificate's, in the form in which leaves carry it. */
    public Bytes signatureKeyOfInfo(byte[] subjectPublicKeyInfo) {
        return signatures.fromInfo(subjectPublicKeyInfo);
    }

    /** Whether the same key signs the same bytes with the same signature. */
    public boolean signsDeterministically() {
        return signatures.isDeterministic();
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

    /** The length of a hash and of each secret of the key schedule. */
    public int hashBytes() {
        return Hkdf.HASH_BYTES;
    }

    public int aeadKeyBytes() {
        return Aead.KEY_BYTES;
    }

    public int aeadNonceBytes() {
        return Aead.NONCE_BYTES;
    }

    public Bytes mac(SecretBytes key, byte[] content) {
        return using(key, bytes -> Bytes.of(Hkdf.mac(bytes, content)));
    }

    /** {@code KDF.Extract}. */
    public SecretBytes extract(SecretBytes salt, SecretBytes material) {
        return using(salt, first -> using(material, second -> SecretBytes.owning(Hkdf.extract(first, second))));
    }

    /** {@code ExpandWithLabel} (RFC 9420, section 8). */
    public SecretBytes expandWithLabel(SecretBytes secret, String label, byte[] context, int length) {
        try (MlsWriter writer = new MlsWriter()) {
            byte[] about = writer.u16(length)
                    .opaque(ascii("MLS 1.0 " + label))
                    .opaque(context)
                    .toByteArray();
            return using(secret, bytes -> SecretBytes.owning(Hkdf.expand(bytes, about, length)));
        }
    }

    /** {@code DeriveSecret} (RFC 9420, section 8). */
    public SecretBytes deriveSecret(SecretBytes secret, String label) {
        return expandWithLabel(secret, label, new byte[0], Hkdf.HASH_BYTES);
    }

    /** {@code DeriveTreeSecret} (RFC 9420, section 9). */
    public SecretBytes deriveTreeSecret(SecretBytes secret, String label, long generation, int length) {
        try (MlsWriter writer = new MlsWriter()) {
            return expandWithLabel(secret, label, writer.u32(generation).toByteArray(), length);
        }
    }

    /** {@code AEAD.Seal}; never twice with the same key and nonce. */
    public Bytes seal(AeadKey key, byte[] authenticated, byte[] plaintext) {
        return using(
                key.key(),
                secret -> using(key.nonce(), nonce -> Bytes.of(Aead.seal(secret, nonce, authenticated, plaintext))));
    }

    /** {@code AEAD.Open}; what does not verify is {@link org.konsil.protocol.mls.Fault#DECRYPTION_FAILED}. */
    public byte[] open(AeadKey key, byte[] authenticated, Bytes ciphertext) {
        return using(
                key.key(),
                secret -> using(key.nonce(), nonce -> Aead.open(secret, nonce, authenticated, ciphertext.toArray())));
    }

    public HpkeKeyPair generateKeyPair() {
        return kem.generate();
    }

    /** {@code KEM.DeriveKeyPair}. */
    public HpkeKeyPair deriveKeyPair(SecretBytes secret) {
        return kem.derive(secret);
    }

    /** Refuses what is no public key of this suite's KEM. */
    public void requireEncryptionKey(Bytes encoded) {
        kem.publicKey(encoded);
    }

    /** {@code EncryptWithLabel} (RFC 9420, section 5.1.3). */
    public HpkeCiphertext encryptWithLabel(Bytes to, String label, byte[] context, SecretBytes plaintext) {
        return using(plaintext, bytes -> kem.seal(to, signContent(label, context), bytes));
    }

    /** {@code DecryptWithLabel} (RFC 9420, section 5.1.3). */
    public SecretBytes decryptWithLabel(HpkeKeyPair own, String label, byte[] context, HpkeCiphertext sealed) {
        return kem.open(own, signContent(label, context), sealed);
    }

    /** {@code HPKE.SetupBaseS} and {@code Export} with an empty info (RFC 9420, section 8.3). */
    public SharedSecret agree(Bytes with, String label) {
        return kem.export(with, ascii(label), Hkdf.HASH_BYTES);
    }

    /** The receiver's side of {@link #agree}. */
    public SecretBytes agreed(HpkeKeyPair own, Bytes kemOutput, String label) {
        return kem.receiveExport(own, kemOutput, ascii(label), Hkdf.HASH_BYTES);
    }

    private static <T> T using(SecretBytes secret, Function<byte[], T> use) {
        byte[] bytes = secret.copyBytes();
        try {
            return use.apply(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
