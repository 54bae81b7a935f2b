package org.konsil.pki.responder;

import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * How a question names a certificate: hashes of its issuer's name and key, and its serial (CertID, RFC 6960, section 4.1.1).
 *
 * <p>The hash only names the issuer, so that SHA-1, which most clients use, does no harm here.
 */
public final class CertificateName {

    private static final Map<String, String> HASHES = Map.of(
            OIWObjectIdentifiers.idSHA1.getId(), "SHA-1",
            NISTObjectIdentifiers.id_sha256.getId(), "SHA-256",
            NISTObjectIdentifiers.id_sha384.getId(), "SHA-384");

    private final CertID id;

    CertificateName(CertID id) {
        this.id = id;
    }

    /** The name of a certificate of this CA, with SHA-1, as most clients ask. */
    public static CertificateName of(X509Certificate issuer, BigInteger serial) {
        byte[] name = hash("SHA-1", issuer.getSubjectX500Principal().getEncoded());
        byte[] key = hash("SHA-1", keyBits(issuer));
        return new CertificateName(new CertID(
                new AlgorithmIdentifier(OIWObjectIdentifiers.idSHA1),
                new DEROctetString(name),
                new DEROctetString(key),
                new ASN1Integer(serial)));
    }

    /**
     * The name in a CertID.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static CertificateName read(ASN1Encodable id) {
        return new CertificateName(CertID.getInstance(id));
    }

    /** The certificate's serial. */
    public BigInteger serial() {
        return id.getSerialNumber().getValue();
    }

    /** Whether the named certificate is one of this CA's; not if the question's hash is none that we know. */
    public boolean isOf(X509Certificate issuer) {
        String algorithm = HASHES.get(id.getHashAlgorithm().getAlgorithm().getId());
        return algorithm != null
                && Arrays.equals(
                        id.getIssuerNameHash().getOctets(),
                        hash(algorithm, issuer.getSubjectX500Principal().getEncoded()))
                && Arrays.equals(id.getIssuerKeyHash().getOctets(), hash(algorithm, keyBits(issuer)));
    }

    CertID id() {
        return id;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CertificateName name && Arrays.equals(encoded(), name.encoded());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encoded());
    }

    private byte[] encoded() {
        try {
            return id.getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalStateException("a name that was read has no encoding", e);
        }
    }

    private static byte[] keyBits(X509Certificate issuer) {
        return SubjectPublicKeyInfo.getInstance(issuer.getPublicKey().getEncoded())
                .getPublicKeyData()
                .getOctets();
    }

    private static byte[] hash(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(algorithm + " is part of every JDK", e);
        }
    }
}
