package org.konsil.pki.lint;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * A certificate as a stranger reads it.
 *
 * @param certificate what was read
 * @param der from what
 */
record LintSubject(X509CertificateHolder certificate, byte[] der) {

    static LintSubject read(byte[] der) throws IOException {
        return new LintSubject(new X509CertificateHolder(der), der);
    }

    TBSCertificate body() {
        return certificate.toASN1Structure().getTBSCertificate();
    }

    Optional<Extension> extension(ASN1ObjectIdentifier oid) {
        return Optional.ofNullable(certificate.getExtension(oid));
    }

    boolean has(ASN1ObjectIdentifier oid) {
        return certificate.getExtension(oid) != null;
    }

    Optional<ASN1Primitive> value(ASN1ObjectIdentifier oid) {
        return extension(oid).map(extension -> extension.getParsedValue().toASN1Primitive());
    }

    /** Whether it calls itself a CA. */
    boolean isAuthority() {
        return value(Extension.basicConstraints)
                .map(value -> BasicConstraints.getInstance(value).isCA())
                .orElse(false);
    }

    /** Whether the extension is there, with that criticality and exactly that value. */
    boolean carries(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
        return extension(oid)
                .filter(extension -> extension.isCritical() == critical)
                .map(extension -> Arrays.equals(extension.getExtnValue().getOctets(), encoded(value)))
                .orElse(false);
    }

    static byte[] encoded(ASN1Encodable value) {
        try {
            return value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalStateException("a value that was just built has no encoding", e);
        }
    }
}
