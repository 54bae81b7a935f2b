package org.konsil.pki.ceremony;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.konsil.pki.Certificates;
import org.konsil.pki.KeyIdentifiers;
import org.konsil.pki.PkiProvider;
import org.konsil.pki.SerialNumbers;
import org.konsil.pki.lint.CertificateLint;
import org.konsil.pki.profile.Lifetime;
import org.konsil.pki.signer.CaContentSigner;
import org.konsil.pki.signer.CaKey;
import org.konsil.pki.signer.CaSigner;

/** Makes root certificates: P-384, SHA-384, path length 1, signed by their own key (RFC 5280, section 3.2). */
final class RootCertificate {

    /** Until then the BSI recommends classical signatures on their own (TR-02102-1). */
    static final Instant END = Instant.parse("2035-12-31T23:59:59Z");

    private final SerialNumbers serials;

    RootCertificate(SerialNumbers serials) {
        this.serials = serials;
    }

    X509Certificate make(CaKey key, String hospital, String commonName, Instant now) {
        X500Name name = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, hospital)
                .addRDN(BCStyle.CN, commonName)
                .build();
        try {
            X509v3CertificateBuilder builder = body(name, SubjectPublicKeyInfo.getInstance(key.publicKey()), now);
            X509Certificate root =
                    Certificates.parse(builder.build(key.contentSigner()).getEncoded());
            root.verify(root.getPublicKey(), PkiProvider.INSTANCE);
            List<String> findings = CertificateLint.standardFindings(Certificates.der(root));
            if (!findings.isEmpty()) {
                throw new CeremonyException("the root would break " + findings);
            }
            return root;
        } catch (IOException | GeneralSecurityException e) {
            throw new CeremonyException("the root could not be made", e);
        }
    }

    /**
     * A root's certificate by another root of the same name: the old one's for the new key, or the new one's for the old
     * (RFC 4210, section 4.4). Names are equal, so that the path length does not count it (RFC 5280, section 6.1.4 (l)).
     */
    X509Certificate cross(CaSigner issuer, X509Certificate subject, Instant now) {
        X500Name name = X500Name.getInstance(subject.getSubjectX500Principal().getEncoded());
        if (!issuer.certificate().getSubjectX500Principal().equals(subject.getSubjectX500Principal())) {
            throw new CeremonyException("the new root has the old one's name");
        }
        try {
            SubjectPublicKeyInfo key =
                    SubjectPublicKeyInfo.getInstance(subject.getPublicKey().getEncoded());
            X509v3CertificateBuilder builder = body(name, key, now);
            SubjectPublicKeyInfo signing = SubjectPublicKeyInfo.getInstance(
                    issuer.certificate().getPublicKey().getEncoded());
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new AuthorityKeyIdentifier(
                            KeyIdentifiers.sha1(signing.getPublicKeyData().getOctets())));
            X509Certificate certificate = Certificates.parse(
                    builder.build(new CaContentSigner(issuer)).getEncoded());
            certificate.verify(issuer.certificate().getPublicKey(), PkiProvider.INSTANCE);
            return certificate;
        } catch (IOException | GeneralSecurityException e) {
            throw new CeremonyException("the cross-certificate could not be made", e);
        }
    }

    private X509v3CertificateBuilder body(X500Name name, SubjectPublicKeyInfo key, Instant now) throws IOException {
        Instant begin = now.minus(Lifetime.BACKDATE).truncatedTo(ChronoUnit.SECONDS);
        X509v3CertificateBuilder builder =
                new X509v3CertificateBuilder(name, serials.next(), Date.from(begin), Date.from(END), name, key);
        return builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(1))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                .addExtension(
                        Extension.subjectKeyIdentifier,
                        false,
                        new SubjectKeyIdentifier(
                                KeyIdentifiers.sha1(key.getPublicKeyData().getOctets())));
    }
}
