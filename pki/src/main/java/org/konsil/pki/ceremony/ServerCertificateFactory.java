package org.konsil.pki.ceremony;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.konsil.pki.PkiProvider;
import org.konsil.pki.SerialNumbers;

/** Makes TLS server certificates: P-256, 90 days, names in the subjectAltName (RFC 9525). */
final class ServerCertificateFactory {

    static final Duration LIFE = Duration.ofDays(90);
    static final String LOOPBACK = "127.0.0.1";

    private static final Duration BACKDATE = Duration.ofMinutes(5);

    private final SerialNumbers serials;

    ServerCertificateFactory(SerialNumbers serials) {
        this.serials = serials;
    }

    /** The names of the plan and {@code localhost}, each once, in order. */
    static List<String> withLocalhost(List<String> serverNames) {
        Set<String> names = new LinkedHashSet<>(serverNames);
        names.add("localhost");
        return List.copyOf(names);
    }

    static KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", PkiProvider.INSTANCE);
        generator.initialize(new ECGenParameterSpec("P-256"));
        return generator.generateKeyPair();
    }

    X509Certificate issue(X509Certificate issuer, ContentSigner signer, KeyPair keys, List<String> names, Instant now)
            throws GeneralSecurityException, CertIOException {
        Instant notBefore = now.minus(BACKDATE).truncatedTo(ChronoUnit.SECONDS);
        X500Name issuerName =
                X500Name.getInstance(issuer.getSubjectX500Principal().getEncoded());
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuerName,
                serials.next(),
                Date.from(notBefore),
                Date.from(notBefore.plus(LIFE).minusSeconds(1)),
                new X500Name("CN=" + names.get(0)),
                keys.getPublic());
        JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                .addExtension(Extension.subjectAlternativeName, false, alternativeNames(names))
                .addExtension(Extension.authorityKeyIdentifier, false, identifiers.createAuthorityKeyIdentifier(issuer))
                .addExtension(
                        Extension.subjectKeyIdentifier,
                        false,
                        identifiers.createSubjectKeyIdentifier(keys.getPublic()));
        X509Certificate certificate = new JcaX509CertificateConverter()
                .setProvider(PkiProvider.INSTANCE)
                .getCertificate(builder.build(signer));
        certificate.verify(issuer.getPublicKey(), PkiProvider.INSTANCE);
        return certificate;
    }

    private static GeneralNames alternativeNames(List<String> names) {
        return new GeneralNames(Stream.concat(
                        names.stream().map(name -> new GeneralName(GeneralName.dNSName, name)),
                        Stream.of(new GeneralName(GeneralName.iPAddress, LOOPBACK)))
                .toArray(GeneralName[]::new));
    }
}
