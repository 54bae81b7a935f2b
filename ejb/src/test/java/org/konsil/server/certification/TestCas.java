package org.konsil.server.certification;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.konsil.pki.PkiProvider;
import org.konsil.pki.SerialNumbers;
import org.konsil.pki.issuance.CertificateIssuer;
import org.konsil.pki.issuance.IssuanceOrder;
import org.konsil.pki.profile.AlternativeName;
import org.konsil.pki.profile.AuthorityNames;
import org.konsil.pki.profile.CertificateProfile;
import org.konsil.pki.profile.CertificateProfiles;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.pki.profile.PublicAddresses;
import org.konsil.pki.signer.CaSigner;

/** A root and three CAs in memory: a ceremony's passwords alone would take longer than the tests. */
public final class TestCas {
    static final String HOSPITAL = "Klinikum Süd";
    static final String DOMAIN = "klinikum.example";
    static final String SERVER = "konsil.klinikum.example";

    private final Clock clock;
    private final X509Certificate root;
    private final Map<IssuingAuthority, CaSigner> signers = new EnumMap<>(IssuingAuthority.class);

    public TestCas(Clock clock) throws Exception {
        this.clock = clock;
        KeyPair keys = newKeys();
        this.root = selfSigned(keys);
        CaSigner rootSigner = signer(root, keys);
        add(rootSigner, CertificateProfiles.STAFF_CA, AuthorityNames.ofPeopleAndDevices(HOSPITAL, "Staff CA"));
        add(rootSigner, CertificateProfiles.DEVICE_CA, AuthorityNames.ofPeopleAndDevices(HOSPITAL, "Device CA"));
        add(
                rootSigner,
                CertificateProfiles.SERVICE_CA,
                new AuthorityNames(HOSPITAL, "Service CA", List.of(AlternativeName.dns(DOMAIN))));
    }

    public X509Certificate root() {
        return root;
    }

    public Map<IssuingAuthority, CaSigner> signers() {
        return signers;
    }

    private void add(CaSigner rootSigner, CertificateProfile profile, AuthorityNames names) throws Exception {
        KeyPair keys = newKeys();
        CertificateIssuer issuer =
                new CertificateIssuer(rootSigner, DOMAIN, new SerialNumbers(new SecureRandom()), clock);
        X509Certificate certificate = issuer.issue(
                new IssuanceOrder(
                        profile,
                        keys.getPublic().getEncoded(),
                        names,
                        new PublicAddresses("http://" + SERVER + ":8080/pki").of(IssuingAuthority.ROOT, 1)),
                ticket -> {});
        String name = profile.name().replace("-ca", "").toUpperCase(java.util.Locale.ROOT);
        signers.put(IssuingAuthority.valueOf(name), signer(certificate, keys));
    }

    private X509Certificate selfSigned(KeyPair keys) throws Exception {
        X500Name name = new X500Name("O=" + HOSPITAL + ",CN=Root CA");
        Date begin = Date.from(clock.instant().minus(Duration.ofDays(1)));
        Date end = Date.from(clock.instant().plus(Duration.ofDays(365 * 9)));
        JcaX509v3CertificateBuilder builder =
                new JcaX509v3CertificateBuilder(name, BigInteger.TEN, begin, end, name, keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(1));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        builder.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
        return new JcaX509CertificateConverter()
                .setProvider(PkiProvider.INSTANCE)
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA384withECDSA")
                        .setProvider(PkiProvider.INSTANCE)
                        .build(keys.getPrivate())));
    }

    private static KeyPair newKeys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", PkiProvider.INSTANCE);
        generator.initialize(new ECGenParameterSpec("P-384"));
        return generator.generateKeyPair();
    }

    private static CaSigner signer(X509Certificate certificate, KeyPair keys) {
        return new CaSigner() {
            @Override
            public X509Certificate certificate() {
                return certificate;
            }

            @Override
            public byte[] sign(byte[] toBeSigned) {
                try {
                    Signature signature = Signature.getInstance("SHA384withECDSA", PkiProvider.INSTANCE);
                    signature.initSign(keys.getPrivate());
                    signature.update(toBeSigned);
                    return signature.sign();
                } catch (java.security.GeneralSecurityException e) {
                    throw new AssertionError(e);
                }
            }
        };
    }
}
