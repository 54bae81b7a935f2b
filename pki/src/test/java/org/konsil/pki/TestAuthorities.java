package org.konsil.pki;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.konsil.pki.TestHospital.TestCa;
import org.konsil.pki.issuance.CertificateIssuer;
import org.konsil.pki.issuance.IssuanceOrder;
import org.konsil.pki.profile.AlternativeName;
import org.konsil.pki.profile.AuthorityNames;
import org.konsil.pki.profile.CertificateProfile;
import org.konsil.pki.profile.CertificateProfiles;
import org.konsil.pki.profile.DeviceNames;
import org.konsil.pki.profile.FunctionNames;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.pki.profile.Locations;
import org.konsil.pki.profile.ServerNames;
import org.konsil.pki.profile.StaffNames;
import org.konsil.pki.profile.SubjectNames;
import org.konsil.pki.signer.CaSigner;
import org.konsil.pki.signer.FunctionKey;
import org.konsil.pki.signer.FunctionSigner;

/** A whole hierarchy in memory, its issuing CAs made by the profiles; every call of {@link #open} makes another. */
public final class TestAuthorities {

    public static final Clock CLOCK = TestHospital.CLOCK;
    public static final String HOSPITAL = TestHospital.NAME;
    public static final String DOMAIN = TestHospital.DOMAIN;

    private final Map<IssuingAuthority, TestCa> authorities = new EnumMap<>(IssuingAuthority.class);
    private final Map<IssuingAuthority, CertificateIssuer> issuers = new EnumMap<>(IssuingAuthority.class);

    private TestAuthorities(Clock clock) throws Exception {
        add(IssuingAuthority.ROOT, newRoot(clock), clock);
        add(IssuingAuthority.STAFF, newCa(CertificateProfiles.STAFF_CA), clock);
        add(IssuingAuthority.DEVICE, newCa(CertificateProfiles.DEVICE_CA), clock);
        add(IssuingAuthority.SERVICE, newCa(CertificateProfiles.SERVICE_CA), clock);
    }

    public static TestAuthorities open() throws Exception {
        return new TestAuthorities(CLOCK);
    }

    /** For foreign programs, which look at the wall clock. */
    public static TestAuthorities open(Clock clock) throws Exception {
        return new TestAuthorities(clock);
    }

    public TestCa ca(IssuingAuthority authority) {
        return authorities.get(authority);
    }

    public X509Certificate root() {
        return ca(IssuingAuthority.ROOT).certificate();
    }

    public CertificateIssuer issuer(CertificateProfile profile) {
        return issuers.get(profile.issuer());
    }

    public static CertificateIssuer issuerOf(CaSigner ca, Clock clock) {
        return new CertificateIssuer(ca, DOMAIN, new SerialNumbers(new SecureRandom()), clock);
    }

    /** A certificate of the profile, with a key of its preset kind. */
    public X509Certificate issue(CertificateProfile profile) throws Exception {
        return issue(profile, TestAuthorities.newKeys(profile));
    }

    public X509Certificate issue(CertificateProfile profile, KeyPair keys) {
        return issuer(profile).issue(order(profile, keys), ticket -> {});
    }

    /** A signer of a part of the server, with a certificate of that profile. */
    public FunctionSigner function(CertificateProfile profile) {
        FunctionKey key = FunctionKey.generate();
        IssuanceOrder order = new IssuanceOrder(profile, key.publicKey(), names(profile), locations(profile.issuer()));
        return key.certified(issuer(profile).issue(order, ticket -> {}));
    }

    public static byte[] signWithNewKey(byte[] content) {
        try {
            return TestHospital.signature(
                    "SHA256withECDSA", TestHospital.newKeys("P-256").getPrivate(), content);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    public static IssuanceOrder order(CertificateProfile profile, KeyPair keys) {
        return new IssuanceOrder(profile, keys.getPublic().getEncoded(), names(profile), locations(profile.issuer()));
    }

    public static KeyPair newKeys(CertificateProfile profile) throws Exception {
        return TestHospital.newKeys(
                switch (profile.keys().preset()) {
                    case P384 -> "P-384";
                    default -> "P-256";
                });
    }

    public static Locations locations(IssuingAuthority authority) {
        String base = "http://klinikum.example:8080/pki/";
        String name = authority.name().toLowerCase(java.util.Locale.ROOT);
        return new Locations(
                base + "crl/" + name + "/1.crl", base + "ca/" + name + ".cer", Optional.of(base + "ocsp/" + name));
    }

    public static SubjectNames names(CertificateProfile profile) {
        return switch (profile.names()) {
            case AUTHORITY ->
                profile == CertificateProfiles.SERVICE_CA
                        ? new AuthorityNames(HOSPITAL, "Service CA", List.of(AlternativeName.dns(DOMAIN)))
                        : AuthorityNames.ofPeopleAndDevices(HOSPITAL, profile.name());
            case DEVICE -> new DeviceNames(HOSPITAL, DOMAIN, UUID.randomUUID(), UUID.randomUUID());
            case STAFF -> new StaffNames(HOSPITAL, "Dr. Ünal Öz", UUID.randomUUID());
            case SERVER -> new ServerNames(List.of(DOMAIN, "konsil." + DOMAIN), List.of());
            case FUNCTION -> new FunctionNames(HOSPITAL, profile.name());
        };
    }

    private void add(IssuingAuthority authority, TestCa ca, Clock clock) {
        authorities.put(authority, ca);
        issuers.put(authority, issuerOf(ca, clock));
    }

    private TestCa newCa(CertificateProfile profile) throws Exception {
        KeyPair keys = newKeys(profile);
        return new TestCa(issue(profile, keys), keys.getPrivate());
    }

    private static TestCa newRoot(Clock clock) throws Exception {
        KeyPair keys = TestHospital.newKeys("P-384");
        X500Name name = new X500Name("O=" + HOSPITAL + ",CN=Root CA");
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name,
                new BigInteger(120, new SecureRandom()).setBit(120),
                Date.from(clock.instant().minusSeconds(600)),
                Date.from(clock.instant().plus(Duration.ofDays(9 * 365))),
                name,
                keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(1));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        builder.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
        return new TestCa(TestHospital.sign(builder, keys.getPrivate()), keys.getPrivate());
    }
}
