package org.konsil.pki.status;

import java.math.BigInteger;
import java.nio.file.Files;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Locale;
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
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;
import org.konsil.pki.Certificates;
import org.konsil.pki.PkiProvider;
import org.konsil.pki.TestHospital;
import org.konsil.pki.profile.DeviceNames;
import org.konsil.pki.revocation.RevocationListBuilder;
import org.konsil.pki.revocation.RevocationReason;
import org.konsil.pki.revocation.RevokedCertificate;
import org.konsil.pki.signer.CaContentSigner;
import org.konsil.pki.status.ChainRefusedException.Reason;

/**
 * Makes {@link DeviceChainVectors#FILE} anew, with other keys, when there are more cases: run {@code main} in {@code pki/}.
 */
final class DeviceChainVectorMaker {

    private static final String GOOD = "GOOD";
    private static final Instant NOW = TestHospital.NOW;
    private static final int CA_USAGE = KeyUsage.keyCertSign | KeyUsage.cRLSign;

    private final TestHospital hospital = TestHospital.open();
    private final DeviceNames anna = TestHospital.someone();
    private final KeyPair keys = TestHospital.newKeys("P-256");
    private final X509Certificate leaf = hospital.issue(keys, anna);
    private final X509Certificate ca = hospital.deviceCa.certificate();
    private final List<String> cases = new ArrayList<>();

    private DeviceChainVectorMaker() throws Exception {}

    public static void main(String[] arguments) throws Exception {
        Files.createDirectories(DeviceChainVectors.FILE.getParent());
        Files.writeString(DeviceChainVectors.FILE, new DeviceChainVectorMaker().write());
    }

    private String write() throws Exception {
        lengthsAndTimes();
        signatures();
        authorities();
        constraints();
        uses();
        names();
        lists();
        return """
                {
                 "about": "Chains of device certificates and what both implementations must say of them (docs/protocol/certificates.md). Made by DeviceChainVectorMaker; frozen.",
                 "domain": "%s",
                 "root": "%s",
                 "cases": [
                %s
                 ]
                }
                """.formatted(TestHospital.DOMAIN, base64(hospital.root), String.join(",\n", cases));
    }

    private void lengthsAndTimes() {
        Instant start = leaf.getNotBefore().toInstant();
        Instant end = leaf.getNotAfter().toInstant();
        byte[] der = Certificates.der(leaf);
        add("a good chain", GOOD, leaf);
        add("in its first second", List.of(leaf, ca), start, GOOD);
        add("just before it", List.of(leaf, ca), start.minusMillis(1), Reason.NOT_YET_VALID.name());
        add("in its last second", List.of(leaf, ca), end.plusMillis(999), GOOD);
        add("just after it", List.of(leaf, ca), end.plusSeconds(1), Reason.EXPIRED.name());
        add("no certificate", List.of(), NOW, Reason.WRONG_LENGTH.name());
        add("the leaf alone", List.of(leaf), NOW, Reason.WRONG_LENGTH.name());
        add("the root too", List.of(leaf, ca, hospital.root), NOW, Reason.WRONG_LENGTH.name());
        add("the wrong way round", List.of(ca, leaf), NOW, Reason.WRONG_ISSUER.name());
        write("a byte behind the leaf", List.of(Arrays.copyOf(der, der.length + 1), Certificates.der(ca)));
        write("the leaf cut short", List.of(Arrays.copyOf(der, der.length - 1), Certificates.der(ca)));
        write("nothing in the leaf's place", List.of(new byte[0], Certificates.der(ca)));
        write("9000 zeros", List.of(new byte[9000], Certificates.der(ca)));
    }

    private void signatures() throws Exception {
        TestHospital other = TestHospital.open();
        add("a CA of the same name, of another hospital", Reason.WRONG_SIGNATURE, other.issue(keys, anna));
        add("another hospital's chain", Reason.WRONG_SIGNATURE, other.issue(keys, anna), other.deviceCa.certificate());
        X509Certificate weaker = new JcaX509CertificateConverter()
                .getCertificate(copy(leaf, ca)
                        .build(new JcaContentSignerBuilder("SHA256withECDSA")
                                .setProvider(PkiProvider.INSTANCE)
                                .build(hospital.deviceCa.key())));
        add("signed with SHA-256", Reason.WRONG_SIGNATURE, weaker);
        PrivateKey device = keys.getPrivate();
        X509Certificate byDevice = TestHospital.sign(copy(leaf, leaf), device);
        add("a device as CA", Reason.WRONG_ISSUER, byDevice, leaf);
    }

    private void authorities() throws Exception {
        underCa("a CA that may only sign", Reason.WRONG_KEY_USAGE, Extension.keyUsage, new KeyUsage(128));
        underCa(
                "a CA that may sign certificates, no lists",
                Reason.WRONG_KEY_USAGE,
                Extension.keyUsage,
                new KeyUsage(KeyUsage.keyCertSign));
        underCa(
                "a CA that may sign messages as well",
                Reason.WRONG_KEY_USAGE,
                Extension.keyUsage,
                new KeyUsage(CA_USAGE | KeyUsage.digitalSignature));
        underCa("no CA", Reason.NOT_A_CA, Extension.basicConstraints, new BasicConstraints(false));
        underCa("a CA above other CAs", Reason.NOT_A_CA, Extension.basicConstraints, new BasicConstraints(3));
        underCa("a CA of any path length", Reason.NOT_A_CA, Extension.basicConstraints, new BasicConstraints(true));
        underCa(
                "a CA for servers",
                Reason.WRONG_PURPOSE,
                Extension.extendedKeyUsage,
                new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        underCa("a CA without a purpose", Reason.WRONG_PURPOSE, Extension.extendedKeyUsage, null);
        underCa(
                "a CA with an unknown critical extension",
                Reason.UNKNOWN_CRITICAL_EXTENSION,
                new ASN1ObjectIdentifier("2.25.99999.1"),
                DERNull.INSTANCE);
    }

    private void constraints() throws Exception {
        underCa("a CA without name constraints", Reason.OUTSIDE_NAME_CONSTRAINTS, Extension.nameConstraints, null);
        X500Name organisation = new X500Name("O=" + TestHospital.NAME);
        GeneralSubtree own = new GeneralSubtree(new GeneralName(organisation));
        GeneralSubtree foreign = new GeneralSubtree(new GeneralName(new X500Name("O=Elsewhere")));
        underCa(
                "a CA of another hospital's names",
                Reason.OUTSIDE_NAME_CONSTRAINTS,
                Extension.nameConstraints,
                new NameConstraints(new GeneralSubtree[] {foreign}, null));
        underCa(
                "a CA that excludes its own names",
                Reason.OUTSIDE_NAME_CONSTRAINTS,
                Extension.nameConstraints,
                new NameConstraints(new GeneralSubtree[] {own}, new GeneralSubtree[] {own}));
        underCa(
                "a CA that excludes other names",
                null,
                Extension.nameConstraints,
                new NameConstraints(new GeneralSubtree[] {own}, new GeneralSubtree[] {foreign}));
    }

    private void uses() throws Exception {
        with("a leaf that is a CA", Reason.IS_A_CA, Extension.basicConstraints, true, new BasicConstraints(0));
        with(
                "a leaf that agrees keys",
                Reason.WRONG_KEY_USAGE,
                Extension.keyUsage,
                true,
                new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyAgreement));
        with("a leaf without key usage", Reason.WRONG_KEY_USAGE, Extension.keyUsage, true, null);
        KeyPurposeId imUri = KeyPurposeId.getInstance(new ASN1ObjectIdentifier("1.3.6.1.5.5.7.3.40"));
        with(
                "a leaf for logins",
                Reason.WRONG_PURPOSE,
                Extension.extendedKeyUsage,
                false,
                new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
        with(
                "a leaf for messages and logins",
                Reason.WRONG_PURPOSE,
                Extension.extendedKeyUsage,
                false,
                new ExtendedKeyUsage(new KeyPurposeId[] {imUri, KeyPurposeId.id_kp_clientAuth}));
        with("a leaf without a purpose", Reason.WRONG_PURPOSE, Extension.extendedKeyUsage, false, null);
        with(
                "a leaf with an unknown critical extension",
                Reason.UNKNOWN_CRITICAL_EXTENSION,
                new ASN1ObjectIdentifier("2.25.99999.1"),
                true,
                DERNull.INSTANCE);
        X509v3CertificateBuilder strong = new X509v3CertificateBuilder(
                holder(ca).getSubject(),
                leaf.getSerialNumber(),
                leaf.getNotBefore(),
                leaf.getNotAfter(),
                holder(leaf).getSubject(),
                SubjectPublicKeyInfo.getInstance(
                        TestHospital.newKeys("P-384").getPublic().getEncoded()));
        copyExtensions(leaf, strong);
        add("a key on P-384", Reason.WRONG_KEY_TYPE, TestHospital.sign(strong, hospital.deviceCa.key()));
    }

    private void names() throws Exception {
        String user = anna.uris().get(0);
        String device = anna.uris().get(1);
        named("no device", uri(user));
        named("the device first", uri(device), uri(user));
        named("the device twice", uri(user), uri(device), uri(device));
        named(
                "another device than in the subject",
                uri(user),
                uri(TestHospital.someone().uris().get(1)));
        named("a user of another domain", uri(user.replace("klinikum", "clinic")), uri(device));
        named("a user in capitals", uri("im:" + user.substring(3).toUpperCase(Locale.ROOT)), uri(device));
        named("a host instead of a user", new GeneralName(GeneralName.dNSName, "klinikum.example"), uri(device));
        named("a host beside them", uri(user), uri(device), new GeneralName(GeneralName.dNSName, "klinikum.example"));
        with("no names", Reason.WRONG_NAMES, Extension.subjectAlternativeName, false, null);
        subject(
                "the subject of another device",
                "O=" + TestHospital.NAME + ",CN=" + TestHospital.someone().device());
        subject("one name more in the subject", "O=" + TestHospital.NAME + ",CN=" + anna.device() + ",L=Anna");
        subject(
                "two devices in the subject",
                "O=" + TestHospital.NAME + ",CN=" + anna.device() + ",CN=" + anna.device());
        X509v3CertificateBuilder elsewhere = named(leaf, ca, new X500Name("O=Elsewhere,CN=" + anna.device()));
        copyExtensions(leaf, elsewhere);
        add(
                "the subject of another hospital",
                Reason.OUTSIDE_NAME_CONSTRAINTS,
                TestHospital.sign(elsewhere, hospital.deviceCa.key()));
    }

    private void lists() throws Exception {
        RevokedCertificate own = new RevokedCertificate(leaf.getSerialNumber(), NOW, RevocationReason.KEY_COMPROMISE);
        RevokedCertificate another = new RevokedCertificate(BigInteger.TEN, NOW, RevocationReason.SUPERSEDED);
        listed("a list without it", GOOD, NOW, list(NOW, another));
        listed("a list with it", Reason.REVOKED.name(), NOW, list(NOW, another, own));
        listed("a list that is over", Reason.LIST_OUT_OF_DATE.name(), NOW.plus(Duration.ofDays(7)), list(NOW));
        listed("a list of the future", Reason.LIST_OUT_OF_DATE.name(), NOW, list(NOW.plusSeconds(5)));
        byte[] foreign = new RevocationListBuilder(TestHospital.open().deviceCa, Duration.ofDays(7))
                .build(BigInteger.ONE, NOW, List.of());
        listed("another CA's list", Reason.LIST_OF_ANOTHER_CA.name(), NOW, foreign);
        part("a list of CAs", new IssuingDistributionPoint(null, false, true));
        part("a list of users", new IssuingDistributionPoint(null, true, false));
        part(
                "a list of some reasons",
                new IssuingDistributionPoint(
                        null, false, false, new ReasonFlags(ReasonFlags.superseded), false, false));
        byte[] list = list(NOW);
        listed("a byte behind the list", Reason.LIST_UNREADABLE.name(), NOW, Arrays.copyOf(list, list.length + 1));
    }

    private byte[] list(Instant at, RevokedCertificate... revoked) {
        return new RevocationListBuilder(hospital.deviceCa, Duration.ofDays(7))
                .build(BigInteger.ONE, at, List.of(revoked));
    }

    private void part(String name, IssuingDistributionPoint scope) throws Exception {
        X509v2CRLBuilder builder = new X509v2CRLBuilder(holder(ca).getSubject(), Date.from(NOW.minusSeconds(1)));
        builder.setNextUpdate(Date.from(NOW.plusSeconds(60)));
        builder.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.ONE));
        builder.addExtension(Extension.issuingDistributionPoint, true, scope);
        byte[] list = builder.build(new CaContentSigner(hospital.deviceCa)).getEncoded();
        listed(name, Reason.LIST_UNREADABLE.name(), NOW, list);
    }

    /** The leaf under a CA that has this extension, or (null) lacks it. */
    private void underCa(String name, @Nullable Reason reason, ASN1ObjectIdentifier oid, @Nullable ASN1Encodable value)
            throws Exception {
        boolean critical = !oid.equals(Extension.extendedKeyUsage);
        X509Certificate bent = hospital.signByRoot(bend(ca, hospital.root, oid, critical, value));
        X509Certificate below = TestHospital.sign(copy(leaf, bent), hospital.deviceCa.key());
        add(name, reason == null ? GOOD : reason.name(), below, bent);
    }

    /** A leaf that has this extension, or (null) lacks it. */
    private void with(
            String name, Reason reason, ASN1ObjectIdentifier oid, boolean critical, @Nullable ASN1Encodable value)
            throws Exception {
        X509v3CertificateBuilder bent = bend(leaf, ca, oid, critical, value);
        add(name, reason, TestHospital.sign(bent, hospital.deviceCa.key()));
    }

    private void named(String name, GeneralName... names) throws Exception {
        with(name, Reason.WRONG_NAMES, Extension.subjectAlternativeName, false, new GeneralNames(names));
    }

    private void subject(String name, String subject) throws Exception {
        X509v3CertificateBuilder builder = named(leaf, ca, new X500Name(subject));
        copyExtensions(leaf, builder);
        add(name, Reason.WRONG_NAMES, TestHospital.sign(builder, hospital.deviceCa.key()));
    }

    private static GeneralName uri(String uri) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, uri);
    }

    private static X509v3CertificateBuilder bend(
            X509Certificate certificate,
            X509Certificate issuer,
            ASN1ObjectIdentifier oid,
            boolean critical,
            @Nullable ASN1Encodable value)
            throws Exception {
        X509v3CertificateBuilder builder = copy(certificate, issuer);
        if (builder.hasExtension(oid)) {
            builder.removeExtension(oid);
        }
        if (value != null) {
            builder.addExtension(oid, critical, value);
        }
        return builder;
    }

    private static X509v3CertificateBuilder copy(X509Certificate certificate, X509Certificate issuer) throws Exception {
        X509v3CertificateBuilder builder =
                named(certificate, issuer, holder(certificate).getSubject());
        copyExtensions(certificate, builder);
        return builder;
    }

    private static X509v3CertificateBuilder named(X509Certificate certificate, X509Certificate issuer, X500Name subject)
            throws Exception {
        return new X509v3CertificateBuilder(
                holder(issuer).getSubject(),
                certificate.getSerialNumber(),
                certificate.getNotBefore(),
                certificate.getNotAfter(),
                subject,
                holder(certificate).getSubjectPublicKeyInfo());
    }

    private static void copyExtensions(X509Certificate from, X509v3CertificateBuilder to) throws Exception {
        for (Object oid : holder(from).getExtensionOIDs()) {
            to.addExtension(holder(from).getExtension((ASN1ObjectIdentifier) oid));
        }
    }

    private static X509CertificateHolder holder(X509Certificate certificate) throws Exception {
        return new X509CertificateHolder(Certificates.der(certificate));
    }

    private void add(String name, Reason reason, X509Certificate certificate) {
        add(name, reason.name(), certificate, ca);
    }

    private void add(String name, Reason reason, X509Certificate certificate, X509Certificate issuer) {
        add(name, reason.name(), certificate, issuer);
    }

    private void add(String name, String verdict, X509Certificate certificate) {
        add(name, verdict, certificate, ca);
    }

    private void add(String name, String verdict, X509Certificate certificate, X509Certificate issuer) {
        add(name, List.of(certificate, issuer), NOW, verdict);
    }

    private void add(String name, List<X509Certificate> chain, Instant at, String verdict) {
        write(name, chain.stream().map(Certificates::der).toList(), at, null, verdict);
    }

    private void write(String name, List<byte[]> chain) {
        write(name, chain, NOW, null, Reason.NOT_A_CERTIFICATE.name());
    }

    private void listed(String name, String verdict, Instant at, byte[] list) {
        write(name, List.of(Certificates.der(leaf), Certificates.der(ca)), at, list, verdict);
    }

    private void write(String name, List<byte[]> chain, Instant at, byte @Nullable [] list, String verdict) {
        String ders =
                String.join(", ", chain.stream().map(der -> quoted(base64(der))).toList());
        String listed = list == null ? "" : ", \"list\": " + quoted(base64(list));
        cases.add("  {\"name\": %s, \"verdict\": %s, \"at\": %s, \"chain\": [%s]%s}"
                .formatted(quoted(name), quoted(verdict), quoted(at.toString()), ders, listed));
    }

    private static String quoted(String plain) {
        return '"' + plain + '"';
    }

    private static String base64(X509Certificate certificate) {
        return base64(Certificates.der(certificate));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
