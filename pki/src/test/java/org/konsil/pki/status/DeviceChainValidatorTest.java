package org.konsil.pki.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.pki.Certificates;
import org.konsil.pki.TestHospital;
import org.konsil.pki.TestHospital.CaShape;
import org.konsil.pki.TestHospital.TestCa;
import org.konsil.pki.profile.DeviceNames;
import org.konsil.pki.revocation.RevocationListBuilder;
import org.konsil.pki.revocation.RevocationReason;
import org.konsil.pki.revocation.RevokedCertificate;
import org.konsil.pki.signer.CaContentSigner;
import org.konsil.pki.status.ChainRefusedException.Reason;

class DeviceChainValidatorTest {

    private static final Instant NOW = TestHospital.NOW;
    private static final int CERT_AND_CRL_SIGN = KeyUsage.keyCertSign | KeyUsage.cRLSign;

    private final DeviceNames anna = TestHospital.someone();
    private TestHospital hospital;
    private DeviceChainValidator validator;
    private KeyPair keys;
    private X509Certificate leaf;

    @BeforeEach
    void issuesForAnna() throws Exception {
        hospital = TestHospital.open();
        validator = new DeviceChainValidator(hospital.root, TestHospital.DOMAIN);
        keys = TestHospital.newKeys("P-256");
        leaf = hospital.issue(keys, anna);
    }

    @Test
    @DisplayName("A5: a good chain says whose device it is")
    void saysWhoseDeviceItIs() throws Exception {
        VerifiedDevice device = validator.validate(chain(leaf), NOW, list(NOW));

        assertThat(device.user()).isEqualTo(anna.user());
        assertThat(device.device()).isEqualTo(anna.device());
        assertThat(device.publicKey()).isEqualTo(leaf.getPublicKey());
        assertThat(device.serial()).isEqualTo(leaf.getSerialNumber());
    }

    @Test
    void refusesAnotherHospitalsRoot() throws Exception {
        TestHospital other = TestHospital.open();

        refused(new DeviceChainValidator(other.root, TestHospital.DOMAIN), chain(leaf), NOW, Reason.WRONG_SIGNATURE);
    }

    @Test
    void refusesALeafOfAnotherCaWithTheSameName() throws Exception {
        X509Certificate foreign = TestHospital.open().issue(keys, anna);

        refused(chain(foreign), Reason.WRONG_SIGNATURE);
    }

    @Test
    void refusesEveryFlippedBitOfTheLeaf() {
        byte[] der = Certificates.der(leaf);
        byte[] issuer = Certificates.der(hospital.deviceCa.certificate());
        for (int bit = 0; bit < der.length * 8; bit += 3) {
            byte[] flipped = der.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThatThrownBy(() -> validator.validate(List.of(flipped, issuer), NOW))
                    .as("bit %d", bit)
                    .isInstanceOf(ChainRefusedException.class);
        }
    }

    @Test
    void refusesEveryFlippedBitOfTheCa() {
        byte[] der = Certificates.der(hospital.deviceCa.certificate());
        for (int bit = 0; bit < der.length * 8; bit += 3) {
            byte[] flipped = der.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThatThrownBy(() -> validator.validate(List.of(Certificates.der(leaf), flipped), NOW))
                    .as("bit %d", bit)
                    .isInstanceOf(ChainRefusedException.class);
        }
    }

    @Test
    void refusesChainsOfAnotherLength() {
        refusedDer(List.of(), Reason.WRONG_LENGTH);
        refusedDer(List.of(Certificates.der(leaf)), Reason.WRONG_LENGTH);
        byte[] der = Certificates.der(leaf);
        refusedDer(List.of(der, der, der), Reason.WRONG_LENGTH);
    }

    @Test
    void refusesWhatIsNoCertificate() {
        byte[] issuer = Certificates.der(hospital.deviceCa.certificate());

        refusedDer(List.of(new byte[0], issuer), Reason.NOT_A_CERTIFICATE);
        refusedDer(List.of(new byte[9000], issuer), Reason.NOT_A_CERTIFICATE);
        byte[] longer = java.util.Arrays.copyOf(Certificates.der(leaf), Certificates.der(leaf).length + 1);
        refusedDer(List.of(longer, issuer), Reason.NOT_A_CERTIFICATE);
    }

    @Test
    void validFromItsFirstToItsLastSecond() throws Exception {
        Instant start = leaf.getNotBefore().toInstant();
        Instant end = leaf.getNotAfter().toInstant();

        validator.validate(chain(leaf), start);
        validator.validate(chain(leaf), end.plusMillis(999));
        refused(validator, chain(leaf), start.minusMillis(1), Reason.NOT_YET_VALID);
        refused(validator, chain(leaf), end.plusSeconds(1), Reason.EXPIRED);
    }

    @Test
    void refusesADeviceAsCa() throws Exception {
        X509v3CertificateBuilder builder = copyOf(leaf, "issuer");
        KeyPair other = TestHospital.newKeys("P-256");
        X509Certificate byAnna = TestHospital.sign(builder, other.getPrivate());

        assertThatThrownBy(() -> validator.validate(List.of(Certificates.der(byAnna), Certificates.der(leaf)), NOW))
                .isInstanceOf(ChainRefusedException.class);
    }

    @Test
    void refusesACaThatMayNotSign() throws Exception {
        refusedUnder(
                new CaShape(TestHospital.NAME, KeyUsage.digitalSignature, true, new BasicConstraints(0)),
                Reason.WRONG_KEY_USAGE);
        refusedUnder(
                new CaShape(TestHospital.NAME, CERT_AND_CRL_SIGN, true, new BasicConstraints(false)), Reason.NOT_A_CA);
        refusedUnder(new CaShape(TestHospital.NAME, CERT_AND_CRL_SIGN, true, new BasicConstraints(3)), Reason.NOT_A_CA);
    }

    @Test
    void refusesACaWithoutOrAgainstItsNameConstraints() throws Exception {
        refusedUnder(
                new CaShape(TestHospital.NAME, CERT_AND_CRL_SIGN, false, new BasicConstraints(0)),
                Reason.OUTSIDE_NAME_CONSTRAINTS);
        TestCa elsewhere =
                hospital.newDeviceCa(new CaShape("Elsewhere", CERT_AND_CRL_SIGN, true, new BasicConstraints(0)));
        X509v3CertificateBuilder builder = copyOf(
                leaf,
                "subject",
                new X500Name("O=Elsewhere,CN=Device CA"),
                new X500Name("O=Elsewhere,CN=" + anna.device()));

        refusedDer(
                List.of(
                        Certificates.der(TestHospital.sign(builder, elsewhere.key())),
                        Certificates.der(elsewhere.certificate())),
                Reason.OUTSIDE_NAME_CONSTRAINTS);
    }

    @Test
    void refusesLeavesForOtherUses() throws Exception {
        refusedWith(Extension.basicConstraints, new BasicConstraints(0), Reason.IS_A_CA);
        refusedWith(
                Extension.keyUsage,
                new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyAgreement),
                Reason.WRONG_KEY_USAGE);
        refusedWith(
                Extension.extendedKeyUsage, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth), Reason.WRONG_PURPOSE);
        refusedWith(
                new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1"), DERNull.INSTANCE, Reason.UNKNOWN_CRITICAL_EXTENSION);
    }

    @Test
    void refusesOtherNames() throws Exception {
        String user = anna.uris().get(0);
        String device = anna.uris().get(1);

        refusedWith(Extension.subjectAlternativeName, uris(user), Reason.WRONG_NAMES);
        refusedWith(Extension.subjectAlternativeName, uris(device, user), Reason.WRONG_NAMES);
        refusedWith(Extension.subjectAlternativeName, uris(user, device, device), Reason.WRONG_NAMES);
        refusedWith(
                Extension.subjectAlternativeName,
                uris(user, TestHospital.someone().uris().get(1)),
                Reason.WRONG_NAMES);
        refusedWith(
                Extension.subjectAlternativeName, uris(user.replace("klinikum", "clinic"), device), Reason.WRONG_NAMES);
        refusedWith(
                Extension.subjectAlternativeName,
                new GeneralNames(new GeneralName[] {
                    new GeneralName(GeneralName.dNSName, "klinikum.example"),
                    new GeneralName(GeneralName.uniformResourceIdentifier, device)
                }),
                Reason.WRONG_NAMES);
    }

    @Test
    @DisplayName("a revoked device is out, whatever the certificate says")
    void refusesARevokedDevice() {
        byte[] list = list(NOW, new RevokedCertificate(leaf.getSerialNumber(), NOW, RevocationReason.KEY_COMPROMISE));

        refusedBy(list, NOW, Reason.REVOKED);
    }

    @Test
    @DisplayName("without a fresh list nobody is good")
    void refusesAListOutOfDate() {
        refusedBy(list(NOW), NOW.plus(Duration.ofDays(7)), Reason.LIST_OUT_OF_DATE);
        refusedBy(list(NOW.plusSeconds(5)), NOW, Reason.LIST_OUT_OF_DATE);
    }

    @Test
    void refusesAListOfAnotherCa() throws Exception {
        byte[] foreign = new RevocationListBuilder(TestHospital.open().deviceCa, Duration.ofDays(7))
                .build(BigInteger.ONE, NOW, List.of());

        refusedBy(foreign, NOW, Reason.LIST_OF_ANOTHER_CA);
    }

    @Test
    @DisplayName("A5 incident I4: a list of some certificates, or of some reasons, is no answer")
    void refusesAListThatIsNotWhole() throws Exception {
        refusedBy(partialList(new IssuingDistributionPoint(null, false, true)), NOW, Reason.LIST_UNREADABLE);
        refusedBy(partialList(new IssuingDistributionPoint(null, true, false)), NOW, Reason.LIST_UNREADABLE);
        refusedBy(
                partialList(new IssuingDistributionPoint(
                        null, false, false, new ReasonFlags(ReasonFlags.superseded), false, false)),
                NOW,
                Reason.LIST_UNREADABLE);
    }

    @Test
    void refusesEveryFlippedBitOfTheList() {
        byte[] list = list(NOW, new RevokedCertificate(BigInteger.TEN, NOW, RevocationReason.SUPERSEDED));
        for (int bit = 0; bit < list.length * 8; bit += 3) {
            byte[] flipped = list.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThatThrownBy(() -> validator.validate(chain(leaf), NOW, flipped))
                    .as("bit %d", bit)
                    .isInstanceOf(ChainRefusedException.class);
        }
    }

    private byte[] list(Instant at, RevokedCertificate... revoked) {
        return new RevocationListBuilder(hospital.deviceCa, Duration.ofDays(7))
                .build(BigInteger.ONE, at, List.of(revoked));
    }

    private byte[] partialList(IssuingDistributionPoint scope) throws Exception {
        X509v2CRLBuilder builder = new X509v2CRLBuilder(
                X500Name.getInstance(hospital.deviceCa
                        .certificate()
                        .getSubjectX500Principal()
                        .getEncoded()),
                Date.from(NOW.minusSeconds(1)));
        builder.setNextUpdate(Date.from(NOW.plusSeconds(60)));
        builder.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.ONE));
        builder.addExtension(Extension.issuingDistributionPoint, true, scope);
        return builder.build(new CaContentSigner(hospital.deviceCa)).getEncoded();
    }

    private List<byte[]> chain(X509Certificate certificate) {
        return List.of(Certificates.der(certificate), Certificates.der(hospital.deviceCa.certificate()));
    }

    private void refused(List<byte[]> chain, Reason reason) {
        refused(validator, chain, NOW, reason);
    }

    private void refusedDer(List<byte[]> chain, Reason reason) {
        refused(validator, chain, NOW, reason);
    }

    private void refusedBy(byte[] list, Instant at, Reason reason) {
        assertThatThrownBy(() -> validator.validate(chain(leaf), at, list)).satisfies(is(reason));
    }

    private void refusedUnder(CaShape shape, Reason reason) throws Exception {
        TestCa ca = hospital.newDeviceCa(shape);
        X509Certificate byCa = TestHospital.sign(copyOf(leaf, "same"), ca.key());

        refusedDer(List.of(Certificates.der(byCa), Certificates.der(ca.certificate())), reason);
    }

    private void refusedWith(ASN1ObjectIdentifier oid, ASN1Encodable value, Reason reason) throws Exception {
        X509v3CertificateBuilder builder = copyOf(leaf, "same");
        if (builder.hasExtension(oid)) {
            builder.replaceExtension(oid, true, value);
        } else {
            builder.addExtension(oid, true, value);
        }
        if (oid.equals(Extension.subjectAlternativeName) || oid.equals(Extension.extendedKeyUsage)) {
            builder.replaceExtension(oid, false, value);
        }

        refused(chain(TestHospital.sign(builder, hospital.deviceCa.key())), reason);
    }

    private static void refused(DeviceChainValidator validator, List<byte[]> chain, Instant at, Reason reason) {
        assertThatThrownBy(() -> validator.validate(chain, at)).satisfies(is(reason));
    }

    private static Consumer<Throwable> is(Reason reason) {
        return thrown -> assertThat(thrown)
                .isInstanceOfSatisfying(
                        ChainRefusedException.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }

    private static GeneralNames uris(String... uris) {
        return new GeneralNames(java.util.Arrays.stream(uris)
                .map(uri -> new GeneralName(GeneralName.uniformResourceIdentifier, uri))
                .toArray(GeneralName[]::new));
    }

    private static X509v3CertificateBuilder copyOf(X509Certificate certificate, String how, X500Name... names)
            throws Exception {
        X509CertificateHolder holder = new X509CertificateHolder(Certificates.der(certificate));
        X500Name issuer = how.equals("issuer") ? holder.getSubject() : holder.getIssuer();
        X500Name subject = holder.getSubject();
        if (how.equals("subject")) {
            issuer = names[0];
            subject = names[1];
        }
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                issuer,
                holder.getSerialNumber(),
                Date.from(certificate.getNotBefore().toInstant()),
                Date.from(certificate.getNotAfter().toInstant()),
                subject,
                holder.getSubjectPublicKeyInfo());
        for (Object oid : holder.getExtensionOIDs()) {
            builder.addExtension(holder.getExtension((ASN1ObjectIdentifier) oid));
        }
        return builder;
    }
}
