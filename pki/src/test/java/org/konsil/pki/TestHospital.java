package org.konsil.pki;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.UUID;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.konsil.pki.issuance.CertificateIssuer;
import org.konsil.pki.issuance.DeviceCertificateIssuer;
import org.konsil.pki.lint.CertificateLint;
import org.konsil.pki.profile.CertificateProfiles;
import org.konsil.pki.profile.DeviceNames;
import org.konsil.pki.profile.Locations;
import org.konsil.pki.signer.CaSigner;

/** A hospital with a root and a device CA in memory; every call of {@link #open} makes another. */
public final class TestHospital {

    public static final Instant NOW = Instant.parse("2026-11-24T08:00:00.123Z");
    public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    public static final String NAME = "Klinikum Süd";
    public static final String DOMAIN = "klinikum.example";
    public static final Locations LOCATIONS = new Locations(
            "http://klinikum.example:8080/pki/crl/device.crl", "http://klinikum.example:8080/pki/ca/device.cer");

    public final X509Certificate root;
    public final TestCa deviceCa;
    public final CertificateLint lint;
    public final DeviceCertificateIssuer issuer;
    private final PrivateKey rootKey;

    private TestHospital(CaShape shape) throws Exception {
        KeyPair rootKeys = newKeys("P-384");
        rootKey = rootKeys.getPrivate();
        X500Name rootName = new X500Name("O=" + NAME + ",CN=Root CA");
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                rootName, BigInteger.ONE, Date.from(NOW.minusSeconds(60)), end(9), rootName, rootKeys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(1));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        root = sign(builder, rootKey);
        deviceCa = newDeviceCa(shape);
        lint = new CertificateLint(deviceCa.certificate(), DOMAIN);
        issuer = issuerOf(deviceCa);
    }

    /** How a device CA is made; the default is right. */
    public record CaShape(String organisation, int keyUsage, boolean constrained, BasicConstraints basic) {
        public static final CaShape GOOD =
                new CaShape(NAME, KeyUsage.keyCertSign | KeyUsage.cRLSign, true, new BasicConstraints(0));
    }

    /** A CA whose key is here. */
    public record TestCa(X509Certificate certificate, PrivateKey key) implements CaSigner {
        @Override
        public byte[] sign(byte[] toBeSigned) {
            return signature("SHA384withECDSA", key, toBeSigned);
        }
    }

    public static TestHospital open() throws Exception {
        return new TestHospital(CaShape.GOOD);
    }

    public static TestHospital open(CaShape shape) throws Exception {
        return new TestHospital(shape);
    }

    public DeviceCertificateIssuer issuerOf(CaSigner ca) {
        return deviceIssuer(ca, CLOCK);
    }

    public DeviceCertificateIssuer issuerAt(Clock clock) {
        return deviceIssuer(deviceCa, clock);
    }

    public X509Certificate issue(KeyPair keys, DeviceNames names) {
        return issuer.issue(issuer.prepare(keys.getPublic().getEncoded(), names));
    }

    public static DeviceNames someone() {
        return new DeviceNames(NAME, DOMAIN, UUID.randomUUID(), UUID.randomUUID());
    }

    public static KeyPair newKeys(String curve) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", PkiProvider.INSTANCE);
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    public static byte[] signature(String algorithm, PrivateKey key, byte[] content) {
        try {
            Signature signature = Signature.getInstance(algorithm, PkiProvider.INSTANCE);
            signature.initSign(key);
            signature.update(content);
            return signature.sign();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    public static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key) throws Exception {
        return new JcaX509CertificateConverter()
                .setProvider(PkiProvider.INSTANCE)
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA384withECDSA")
                        .setProvider(PkiProvider.INSTANCE)
                        .build(key)));
    }

    /** Signed by this hospital's root, whatever it says. */
    public X509Certificate signByRoot(X509v3CertificateBuilder builder) throws Exception {
        return sign(builder, rootKey);
    }

    public TestCa newDeviceCa(CaShape shape) throws Exception {
        KeyPair keys = newKeys("P-384");
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                X500Name.getInstance(root.getSubjectX500Principal().getEncoded()),
                new BigInteger(100, new SecureRandom()),
                Date.from(NOW.minusSeconds(600)),
                end(5),
                new X500Name("O=" + shape.organisation() + ",CN=Device CA"),
                keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, shape.basic());
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(shape.keyUsage()));
        builder.addExtension(
                Extension.extendedKeyUsage,
                false,
                new ExtendedKeyUsage(KeyPurposeId.getInstance(new ASN1ObjectIdentifier("1.3.6.1.5.5.7.3.40"))));
        builder.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
        if (shape.constrained()) {
            GeneralSubtree hospital = new GeneralSubtree(new GeneralName(new X500Name("O=" + NAME)));
            builder.addExtension(
                    Extension.nameConstraints, true, new NameConstraints(new GeneralSubtree[] {hospital}, null));
        }
        return new TestCa(sign(builder, rootKey), keys.getPrivate());
    }

    private static DeviceCertificateIssuer deviceIssuer(CaSigner ca, Clock clock) {
        return new DeviceCertificateIssuer(
                new CertificateIssuer(ca, DOMAIN, new SerialNumbers(new SecureRandom()), clock),
                CertificateProfiles.STAFF_DEVICE,
                LOCATIONS);
    }

    /** What the lints say of a device certificate. */
    public java.util.List<String> findings(byte[] der) {
        return lint.findings(der, CertificateProfiles.STAFF_DEVICE, LOCATIONS);
    }

    private static Date end(int years) {
        return Date.from(NOW.plus(Duration.ofDays(365L * years)));
    }
}
