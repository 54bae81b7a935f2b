package org.konsil.pki.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.konsil.pki.Certificates;
import org.konsil.pki.TestHospital;
import org.konsil.pki.profile.DeviceNames;

/** What breaks a device certificate; every lint is in EveryLintTest. */
class DeviceCertificateLintTest {

    private static final ASN1ObjectIdentifier NONSENSE = new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1");

    private static TestHospital hospital;
    private static DeviceNames anna;
    private static X509CertificateHolder good;

    @BeforeAll
    static void issuesAGoodOne() throws Exception {
        hospital = TestHospital.open();
        anna = TestHospital.someone();
        KeyPair keys = TestHospital.newKeys("P-256");
        good = new X509CertificateHolder(Certificates.der(hospital.issue(keys, anna)));
    }

    @Test
    void findsNothingInAGoodCertificate() throws Exception {
        assertThat(hospital.findings(good.getEncoded())).isEmpty();
    }

    @Test
    void findsWhatIsNoCertificate() {
        assertThat(hospital.findings(new byte[] {1, 2, 3})).containsExactly("is-a-certificate");
    }

    @Test
    void findsShortSerials() throws Exception {
        BigInteger ofEightOctets = new BigInteger("7fffffffffffffff", 16);

        finds("serial-is-18-octets", copy(new Fields().serial(ofEightOctets)));
    }

    @Test
    void findsALifeThatIsASecondTooLong() throws Exception {
        Instant end = good.getNotAfter().toInstant();

        finds("life-is-exact", copy(new Fields().end(end.plusSeconds(1))));
        finds("life-is-exact", copy(new Fields().end(end.minusSeconds(1))));
    }

    @Test
    void findsALifeBeyondItsIssuers() throws Exception {
        Instant start =
                hospital.deviceCa.certificate().getNotAfter().toInstant().minus(Duration.ofDays(1));

        finds(
                "ends-before-its-issuer",
                copy(new Fields()
                        .start(start)
                        .end(start.plus(Duration.ofDays(90)).minusSeconds(1))));
    }

    @Test
    void findsOtherIssuers() throws Exception {
        finds("issuer-is-the-ca", copy(new Fields().issuer("O=" + TestHospital.NAME + ",CN=Other CA")));
    }

    @Test
    void findsFurtherNamesInTheSubject() throws Exception {
        String organisation = "O=" + TestHospital.NAME;

        assertThat(hospital.findings(copy(new Fields().subject(organisation + ",GIVENNAME=Anna,CN=" + anna.device()))))
                .containsExactly("names-fit-the-form", "subject-fits-the-form");
        assertThat(hospital.findings(copy(new Fields().subject("O=Elsewhere,CN=" + anna.device()))))
                .containsExactly("inside-the-cas-name-constraints", "subject-fits-the-form");
        assertThat(hospital.findings(copy(new Fields().subject(organisation + ",CN=Anna Weber"))))
                .containsExactly("names-fit-the-form", "subject-fits-the-form");
    }

    @Test
    void findsOtherKeys() throws Exception {
        byte[] key = TestHospital.newKeys("P-384").getPublic().getEncoded();

        assertThat(hospital.findings(copy(new Fields().key(key))))
                .containsExactly("key-is-permitted", "subject-key-id-fits-the-key");
    }

    @Test
    void findsCas() throws Exception {
        finds("basic-constraints-are-the-profiles", with(Extension.basicConstraints, true, new BasicConstraints(true)));
        finds(
                "basic-constraints-are-the-profiles",
                with(Extension.basicConstraints, false, new BasicConstraints(false)));
    }

    @Test
    void findsOtherKeyUsages() throws Exception {
        KeyUsage signature = new KeyUsage(KeyUsage.digitalSignature);

        finds("key-usage-is-the-profiles", with(Extension.keyUsage, false, signature));
        finds(
                "key-usage-is-the-profiles",
                with(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyCertSign)));
    }

    @Test
    void findsOtherPurposes() throws Exception {
        KeyPurposeId im = KeyPurposeId.getInstance(new ASN1ObjectIdentifier("1.3.6.1.5.5.7.3.40"));

        finds(
                "purpose-is-the-profiles",
                with(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth)));
        finds(
                "purpose-is-the-profiles",
                with(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                    im, KeyPurposeId.anyExtendedKeyUsage
                })));
    }

    @Test
    void findsOtherAlternativeNames() throws Exception {
        String user = anna.uris().get(0);
        String device = anna.uris().get(1);

        finds("names-fit-the-form", with(Extension.subjectAlternativeName, false, uris(user)));
        finds("names-fit-the-form", with(Extension.subjectAlternativeName, false, uris(device, user)));
        finds("names-fit-the-form", with(Extension.subjectAlternativeName, true, uris(user, device)));
        finds(
                "names-fit-the-form",
                with(Extension.subjectAlternativeName, false, uris(user.replace("klinikum", "clinic"), device)));
        finds(
                "names-fit-the-form",
                with(Extension.subjectAlternativeName, false, uris("im:anna@" + anna.domain(), device)));
        finds(
                "names-fit-the-form",
                with(
                        Extension.subjectAlternativeName,
                        false,
                        uris(user, TestHospital.someone().uris().get(1))));
    }

    @Test
    void findsWrongKeyIdentifiers() throws Exception {
        finds(
                "authority-key-is-the-cas",
                with(Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(new byte[20])));
        finds(
                "subject-key-id-fits-the-key",
                with(Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(new byte[20])));
    }

    @Test
    void findsMissingAndUnknownExtensions() throws Exception {
        assertThat(hospital.findings(change(builder -> {
                    builder.removeExtension(Extension.cRLDistributionPoints);
                    return builder;
                })))
                .containsExactly("crl-address-is-ours", "extensions-are-the-profiles");
        assertThat(hospital.findings(change(builder -> {
                    builder.removeExtension(Extension.authorityInfoAccess);
                    return builder;
                })))
                .containsExactly("access-addresses-are-ours", "extensions-are-the-profiles");
        finds("extensions-are-the-profiles", change(builder -> add(builder, NONSENSE, DERNull.INSTANCE)));
    }

    @Test
    void findsGeneralizedTimes() throws Exception {
        Time end = new Time(new DERGeneralizedTime(good.getNotAfter()));
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                good.getIssuer(),
                good.getSerialNumber(),
                new Time(good.getNotBefore()),
                end,
                good.getSubject(),
                good.getSubjectPublicKeyInfo());
        copyExtensions(builder);

        finds("times-are-utc-until-2049", signed(builder));
    }

    @Test
    void findsOtherSignatureAlgorithmsAndVersions() throws Exception {
        ASN1Encodable body = good.toASN1Structure().getTBSCertificate();
        byte[] other = new DERSequence(new ASN1Encodable[] {
                    body,
                    new org.bouncycastle.asn1.x509.AlgorithmIdentifier(
                            org.bouncycastle.asn1.x9.X9ObjectIdentifiers.ecdsa_with_SHA256),
                    new DERBitString(new byte[70])
                })
                .getEncoded();

        finds("signed-with-ecdsa-sha384", other);
    }

    private static void finds(String rule, byte[] der) {
        assertThat(hospital.findings(der)).contains(rule);
    }

    private static GeneralNames uris(String... uris) {
        return new GeneralNames(java.util.Arrays.stream(uris)
                .map(uri -> new GeneralName(GeneralName.uniformResourceIdentifier, uri))
                .toArray(GeneralName[]::new));
    }

    private static byte[] with(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) throws Exception {
        return change(builder -> {
            try {
                return builder.replaceExtension(oid, critical, value);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    private static X509v3CertificateBuilder add(
            X509v3CertificateBuilder builder, ASN1ObjectIdentifier oid, ASN1Encodable value) {
        try {
            return builder.addExtension(oid, false, value);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] change(UnaryOperator<X509v3CertificateBuilder> change) throws Exception {
        return signed(change.apply(new Fields().builder()));
    }

    private static byte[] copy(Fields fields) throws Exception {
        return signed(fields.builder());
    }

    private static byte[] signed(X509v3CertificateBuilder builder) throws Exception {
        return Certificates.der(TestHospital.sign(builder, hospital.deviceCa.key()));
    }

    private static void copyExtensions(X509v3CertificateBuilder builder) throws Exception {
        for (Object oid : good.getExtensionOIDs()) {
            builder.addExtension(good.getExtension((ASN1ObjectIdentifier) oid));
        }
    }

    /** The fields of the good certificate, each of which can be changed. */
    private static final class Fields {
        private X500Name issuer = good.getIssuer();
        private X500Name subject = good.getSubject();
        private BigInteger serial = good.getSerialNumber();
        private Date start = good.getNotBefore();
        private Date end = good.getNotAfter();
        private SubjectPublicKeyInfo key = good.getSubjectPublicKeyInfo();

        Fields issuer(String name) {
            issuer = new X500Name(name);
            return this;
        }

        Fields subject(String name) {
            subject = new X500Name(name);
            return this;
        }

        Fields serial(BigInteger value) {
            serial = value;
            return this;
        }

        Fields start(Instant value) {
            start = Date.from(value);
            return this;
        }

        Fields end(Instant value) {
            end = Date.from(value);
            return this;
        }

        Fields key(byte[] der) {
            key = SubjectPublicKeyInfo.getInstance(der);
            return this;
        }

        X509v3CertificateBuilder builder() throws Exception {
            X509v3CertificateBuilder builder = new X509v3CertificateBuilder(issuer, serial, start, end, subject, key);
            copyExtensions(builder);
            return builder;
        }
    }
}
