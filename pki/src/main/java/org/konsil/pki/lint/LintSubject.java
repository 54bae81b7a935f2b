package org.konsil.pki.lint;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.cert.X509CertificateHolder;
import org.konsil.pki.profile.CertificateProfile;
import org.konsil.pki.profile.Locations;

/** What a lint looks at: the certificate, and what it is measured by. */
record LintSubject(
        X509CertificateHolder certificate,
        X509Certificate issuer,
        CertificateProfile profile,
        Locations locations,
        String domain) {

    TBSCertificate body() {
        return certificate.toASN1Structure().getTBSCertificate();
    }

    Optional<Extension> extension(ASN1ObjectIdentifier oid) {
        return Optional.ofNullable(certificate.getExtension(oid));
    }

    /** Whether the extension is there, with that criticality and exactly that value. */
    boolean carries(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
        return extension(oid)
                .filter(extension -> extension.isCritical() == critical)
                .map(extension -> Arrays.equals(extension.getExtnValue().getOctets(), der(value)))
                .orElse(false);
    }

    private static byte[] der(ASN1Encodable value) {
        try {
            return value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalStateException("a value that was just built has no encoding", e);
        }
    }
}
