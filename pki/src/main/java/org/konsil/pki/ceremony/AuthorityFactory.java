package org.konsil.pki.ceremony;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.konsil.pki.PkiProvider;
import org.konsil.pki.SerialNumbers;

/** Makes root and issuing CAs: P-384, SHA-384, path lengths and name constraints critical (RFC 5280, section 4.2.1). */
final class AuthorityFactory {

    /** Until then the BSI recommends classical signatures on their own (TR-02102-1). */
    private static final Instant ROOT_END = Instant.parse("2035-12-31T23:59:59Z");

    private static final Duration ISSUING_LIFE = Duration.ofDays(5 * 365 + 1);
    private static final Duration BACKDATE = Duration.ofMinutes(5);

    private final Instant notBefore;
    private final SerialNumbers serials;

    AuthorityFactory(Instant now, SerialNumbers serials) {
        this.notBefore = now.minus(BACKDATE).truncatedTo(ChronoUnit.SECONDS);
        this.serials = serials;
        if (now.plus(ISSUING_LIFE).isAfter(ROOT_END)) {
            throw new CeremonyException("a root that ends " + ROOT_END + " is too short for new issuing CAs");
        }
    }

    Authority root(String hospital) throws GeneralSecurityException, CertIOException, OperatorCreationException {
        KeyPair keys = newKeys();
        X500Name name = name("Root CA", hospital);
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name, serials.next(), Date.from(notBefore), Date.from(ROOT_END), name, keys.getPublic());
        addAuthorityExtensions(builder, 1, keys);
        return new Authority(keys, sign(builder, keys.getPrivate()));
    }

    Authority issuing(Authority root, X500Name name, NameConstraints constraints, KeyPurposeId... purposes)
            throws GeneralSecurityException, CertIOException, OperatorCreationException {
        KeyPair keys = newKeys();
        // notAfter is inclusive (RFC 5280, section 4.1.2.5), hence the second less.
        Instant notAfter = notBefore.plus(ISSUING_LIFE).minusSeconds(1);
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                X500Name.getInstance(
                        root.certificate().getSubjectX500Principal().getEncoded()),
                serials.next(),
                Date.from(notBefore),
                Date.from(notAfter),
                name,
                keys.getPublic());
        addAuthorityExtensions(builder, 0, keys);
        builder.addExtension(Extension.nameConstraints, true, constraints);
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
        builder.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(root.certificate()));
        X509Certificate certificate = sign(builder, root.keys().getPrivate());
        certificate.verify(root.keys().getPublic(), PkiProvider.INSTANCE);
        return new Authority(keys, certificate);
    }

    static X500Name name(String commonName, String hospital) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, hospital)
                .addRDN(BCStyle.CN, commonName)
                .build();
    }

    private static void addAuthorityExtensions(X509v3CertificateBuilder builder, int pathLength, KeyPair keys)
            throws GeneralSecurityException, CertIOException {
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(pathLength));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        builder.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
            throws GeneralSecurityException, OperatorCreationException {
        return new JcaX509CertificateConverter()
                .setProvider(PkiProvider.INSTANCE)
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA384withECDSA")
                        .setProvider(PkiProvider.INSTANCE)
                        .build(key)));
    }

    private static KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", PkiProvider.INSTANCE);
        generator.initialize(new ECGenParameterSpec("P-384"));
        return generator.generateKeyPair();
    }
}
