package org.konsil.pki.status;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.konsil.pki.status.ChainRefusedException.Reason;

/** What a certificate may be used for. */
final class CertificateRoles {

    /** ecdsa-with-SHA384 (RFC 5758). */
    static final String SIGNED_WITH = "1.2.840.10045.4.3.3";

    private static final int DIGITAL_SIGNATURE = 0;
    private static final int KEY_CERT_SIGN = 5;
    private static final int CRL_SIGN = 6;
    private static final Set<String> KNOWN_CRITICAL = Set.of("2.5.29.15", "2.5.29.19", "2.5.29.30");

    private CertificateRoles() {}

    /** A CA for certificates of this purpose; its other purposes are for its other certificates. */
    static void requireIssuingCa(X509Certificate certificate, String purpose) throws ChainRefusedException {
        requireKnownCritical(certificate);
        if (certificate.getBasicConstraints() != 0) {
            throw new ChainRefusedException(Reason.NOT_A_CA);
        }
        requireUsage(certificate, Set.of(KEY_CERT_SIGN, CRL_SIGN));
        if (!purposes(certificate).contains(purpose)) {
            throw new ChainRefusedException(Reason.WRONG_PURPOSE);
        }
    }

    /** A key that signs for this purpose and no other. */
    static void requireLeaf(X509Certificate certificate, String purpose) throws ChainRefusedException {
        requireKnownCritical(certificate);
        if (certificate.getBasicConstraints() != -1) {
            throw new ChainRefusedException(Reason.IS_A_CA);
        }
        requireUsage(certificate, Set.of(DIGITAL_SIGNATURE));
        if (!List.of(purpose).equals(purposes(certificate))) {
            throw new ChainRefusedException(Reason.WRONG_PURPOSE);
        }
        SubjectPublicKeyInfo key =
                SubjectPublicKeyInfo.getInstance(certificate.getPublicKey().getEncoded());
        if (!X9ObjectIdentifiers.prime256v1.equals(key.getAlgorithm().getParameters())) {
            throw new ChainRefusedException(Reason.WRONG_KEY_TYPE);
        }
    }

    private static void requireKnownCritical(X509Certificate certificate) throws ChainRefusedException {
        Set<String> critical = certificate.getCriticalExtensionOIDs();
        if (critical != null && !KNOWN_CRITICAL.containsAll(critical)) {
            throw new ChainRefusedException(Reason.UNKNOWN_CRITICAL_EXTENSION);
        }
    }

    private static void requireUsage(X509Certificate certificate, Set<Integer> wanted) throws ChainRefusedException {
        boolean[] usage = certificate.getKeyUsage();
        if (usage == null) {
            throw new ChainRefusedException(Reason.WRONG_KEY_USAGE);
        }
        for (int bit = 0; bit < usage.length; bit++) {
            if (usage[bit] != wanted.contains(bit)) {
                throw new ChainRefusedException(Reason.WRONG_KEY_USAGE);
            }
        }
    }

    private static List<String> purposes(X509Certificate certificate) throws ChainRefusedException {
        try {
            List<String> purposes = certificate.getExtendedKeyUsage();
            return purposes == null ? List.of() : purposes;
        } catch (CertificateParsingException e) {
            throw new ChainRefusedException(Reason.WRONG_PURPOSE, e);
        }
    }
}
