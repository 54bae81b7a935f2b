package org.konsil.pki.profile;

import java.math.BigInteger;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.jspecify.annotations.Nullable;

/** The kinds of public keys that are certified (BSI TR-02102-1). */
public enum KeyAlgorithm {
    /** ECDSA on P-256, the uncompressed point (RFC 5480): every leaf's usual key. */
    P256(X9ObjectIdentifiers.prime256v1, 65),
    /** ECDSA on P-384, the uncompressed point: the CAs' keys. */
    P384(SECObjectIdentifiers.secp384r1, 97),
    /** RSA with 3072 to 4096 bits and the exponent 65537 (RFC 8017), for servers of others that have nothing else. */
    RSA3072(null, 0);

    private static final BigInteger EXPONENT = BigInteger.valueOf(65537);

    private final @Nullable ASN1ObjectIdentifier curve;
    private final int pointBytes;

    KeyAlgorithm(@Nullable ASN1ObjectIdentifier curve, int pointBytes) {
        this.curve = curve;
        this.pointBytes = pointBytes;
    }

    /**
     * The kind of a key, by its parameters and size; whether a point lies on its curve is not looked at.
     *
     * @param publicKey SubjectPublicKeyInfo, DER
     * @return empty for every kind that is not certified, and for what is no key
     */
    public static Optional<KeyAlgorithm> find(byte[] publicKey) {
        try {
            SubjectPublicKeyInfo key = SubjectPublicKeyInfo.getInstance(publicKey);
            return Stream.of(values())
                    .filter(algorithm -> algorithm.describes(key))
                    .findFirst();
        } catch (IllegalArgumentException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    private boolean describes(SubjectPublicKeyInfo key) {
        ASN1ObjectIdentifier type = key.getAlgorithm().getAlgorithm();
        if (curve == null) {
            return type.equals(PKCSObjectIdentifiers.rsaEncryption) && isStrongRsa(key);
        }
        byte[] point = key.getPublicKeyData().getOctets();
        return type.equals(X9ObjectIdentifiers.id_ecPublicKey)
                && curve.equals(key.getAlgorithm().getParameters())
                && point.length == pointBytes
                && point[0] == 4;
    }

    private static boolean isStrongRsa(SubjectPublicKeyInfo key) {
        RSAPublicKey rsa = RSAPublicKey.getInstance(key.getPublicKeyData().getOctets());
        int bits = rsa.getModulus().bitLength();
        return bits >= 3072 && bits <= 4096 && rsa.getPublicExponent().equals(EXPONENT);
    }
}
