package org.konsil.pki.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.pki.Certificates;
import org.konsil.pki.TestAuthorities;
import org.konsil.pki.TestHospital;
import org.konsil.pki.lint.Forgery.Field;
import org.konsil.pki.profile.CertificateProfile;
import org.konsil.pki.profile.CertificateProfiles;
import org.konsil.pki.profile.IssuingAuthority;

/** For each lint a certificate that breaks it; the good ones it is made from break none. */
class EveryLintTest {

    private static final ASN1ObjectIdentifier POLICY = new ASN1ObjectIdentifier("1.2.3.4");
    private static final Map<CertificateProfile, byte[]> GOOD = new LinkedHashMap<>();
    private static byte[] GOOD_MISPLACED;
    private static TestAuthorities authorities;

    @BeforeAll
    static void issuesGoodOnes() throws Exception {
        authorities = TestAuthorities.open();
        for (CertificateProfile profile : CertificateProfiles.all()) {
            GOOD.put(profile, Certificates.der(authorities.issue(profile)));
        }
        GOOD_MISPLACED = GOOD.get(CertificateProfiles.DELIVERY_SERVICE);
    }

    /** A bad certificate: the lint it breaks, of which profile it is, what was done to it. */
    record Bad(String lint, CertificateProfile profile, UnaryOperator<Forgery> change) {
        @Override
        public String toString() {
            return lint;
        }
    }

    static Stream<Bad> bad() throws Exception {
        return Stream.of(body(), extensions(), usages(), names(), constraints(), ofProfiles())
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("bad")
    @DisplayName("A5: each lint finds its bad certificate")
    void findsItsBadCertificate(Bad bad) {
        byte[] der = bad.change()
                .apply(new Forgery(GOOD.getOrDefault(bad.profile(), GOOD_MISPLACED)))
                .encoded();

        assertThat(findings(der, bad.profile())).contains(bad.lint());
    }

    @Test
    @DisplayName("A5: no lint is without a bad certificate, and there are sixty at least")
    void everyLintIsProven() throws Exception {
        Set<String> all = Stream.concat(
                        StandardLints.ALL.stream().map(Lint::name),
                        ProfileLints.ALL.stream().map(Lint::name))
                .collect(Collectors.toSet());

        assertThat(bad().map(Bad::lint).collect(Collectors.toSet())).isEqualTo(all);
        assertThat(all).hasSizeGreaterThanOrEqualTo(60);
    }

    @Test
    void everyLintNamesItsSection() {
        assertThat(StandardLints.ALL).allMatch(lint -> lint.section().matches("(RFC|X\\.|docs/).*"));
        assertThat(ProfileLints.ALL).allMatch(lint -> lint.section().matches("(RFC|BSI|docs/).*"));
    }

    @Test
    void goodOnesBreakNone() {
        GOOD.forEach((profile, der) ->
                assertThat(findings(der, profile)).as(profile.name()).isEmpty());
    }

    private static List<String> findings(byte[] der, CertificateProfile profile) {
        X509Certificate issuer = authorities.ca(profile.issuer()).certificate();
        return new CertificateLint(issuer, TestAuthorities.DOMAIN)
                .findings(der, profile, TestAuthorities.locations(profile.issuer()));
    }

    private static List<Bad> body() {
        BigInteger ten = BigInteger.TEN;
        ASN1Encodable sha256 = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
        return List.of(
                server("version-is-3", f -> {
                    f.extensions.clear();
                    return f.field(Field.VERSION, new DERTaggedObject(0, new ASN1Integer(1)));
                }),
                server("serial-is-positive", f -> f.field(Field.SERIAL, new ASN1Integer(BigInteger.ZERO))),
                server("serial-has-20-octets-at-most", f -> f.field(Field.SERIAL, new ASN1Integer(ten.pow(60)))),
                server("serial-is-18-octets", f -> f.field(Field.SERIAL, new ASN1Integer(ten.pow(10)))),
                server("signature-algorithms-agree", f -> {
                    f.outerAlgorithm = sha256;
                    return f;
                }),
                server("signed-with-ecdsa-sha384", f -> {
                    f.outerAlgorithm = sha256;
                    return f.field(Field.ALGORITHM, sha256);
                }),
                server(
                        "ecdsa-has-no-parameters",
                        f -> f.field(
                                Field.ALGORITHM,
                                new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA384, DERNull.INSTANCE))),
                server("issuer-is-the-ca", f -> f.field(Field.ISSUER, new X500Name("O=Elsewhere,CN=CA"))),
                ca("ca-subject-is-not-empty", f -> f.field(Field.SUBJECT, new X500Name(""))),
                server(
                        "times-are-utc-until-2049",
                        f -> f.field(Field.VALIDITY, new DERSequence(new ASN1Encodable[] {
                            new DERGeneralizedTime("20261124075500Z"), new DERGeneralizedTime("20270222075459Z")
                        }))),
                server("times-have-seconds", f -> f.field(Field.VALIDITY, utc("2611240755Z", "270222075459Z"))),
                server("begins-before-it-ends", f -> f.field(Field.VALIDITY, utc("270222075459Z", "261124075500Z"))),
                server("life-is-exact", f -> f.field(Field.VALIDITY, utc("261124075500Z", "270222075500Z"))),
                server("ends-before-its-issuer", f -> f.field(Field.VALIDITY, utc("340101000000Z", "340331235959Z"))),
                server("no-unique-identifiers", f -> {
                    f.extras.add(new DERTaggedObject(false, 1, new DERBitString(new byte[] {1})));
                    return f;
                }),
                server("is-der", EveryLintTest::withLongLength));
    }

    private static List<Bad> extensions() {
        ASN1Encodable octets = new DEROctetString(new byte[20]);
        GeneralNames mail = new GeneralNames(new GeneralName(GeneralName.rfc822Name, "a@b.example"));
        return List.of(
                server("authority-key-id-is-there", f -> f.without(Extension.authorityKeyIdentifier)),
                server(
                        "authority-key-id-is-not-critical",
                        f -> f.with(Extension.authorityKeyIdentifier, true, new AuthorityKeyIdentifier(new byte[20]))),
                server(
                        "authority-key-is-the-cas",
                        f -> f.with(Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(new byte[20]))),
                ca("ca-has-a-subject-key-id", f -> f.without(Extension.subjectKeyIdentifier)),
                server("has-a-subject-key-id", f -> f.without(Extension.subjectKeyIdentifier)),
                server("subject-key-id-is-not-critical", f -> f.with(Extension.subjectKeyIdentifier, true, octets)),
                server(
                        "subject-key-id-fits-the-key",
                        f -> f.with(Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(new byte[20]))),
                server(
                        "subject-directory-attributes-are-not-critical",
                        f -> f.with(Extension.subjectDirectoryAttributes, true, new DERSequence(octets))),
                server(
                        "freshest-crl-is-not-critical",
                        f -> f.with(Extension.freshestCRL, true, point("http://x/1.crl"))),
                server(
                        "authority-information-access-is-not-critical",
                        f -> f.with(Extension.authorityInfoAccess, true, access("http://x/ca.cer"))),
                server(
                        "access-addresses-are-ours",
                        f -> f.with(Extension.authorityInfoAccess, false, access("http://x/ca.cer"))),
                server(
                        "access-location-is-an-address",
                        f -> f.with(Extension.authorityInfoAccess, false, access("file:///ca.cer"))),
                server(
                        "issuer-alternative-name-is-not-critical",
                        f -> f.with(Extension.issuerAlternativeName, true, mail)),
                server(
                        "extension-values-are-der",
                        f -> f.with(Extension.subjectKeyIdentifier, false, new byte[] {4, (byte) 0x81, 1, 7})),
                server(
                        "defaults-are-not-written",
                        f -> f.with(Extension.basicConstraints, true, new DERSequence(ASN1Boolean.FALSE))),
                server(
                        "extension-values-are-not-empty",
                        f -> f.with(Extension.extendedKeyUsage, false, new DERSequence())),
                server("extensions-are-the-profiles", f -> f.with(POLICY, false, DERNull.INSTANCE)),
                server(
                        "crl-address-is-ours",
                        f -> f.with(Extension.cRLDistributionPoints, false, point("http://x/1.crl"))),
                server(
                        "distribution-point-has-an-address",
                        f -> f.with(Extension.cRLDistributionPoints, false, point("file:///1.crl"))),
                server(
                        "distribution-point-is-complete",
                        f -> f.with(Extension.cRLDistributionPoints, false, new CRLDistPoint(new DistributionPoint[] {
                            new DistributionPoint(null, new ReasonFlags(ReasonFlags.keyCompromise), null)
                        }))));
    }

    private static List<Bad> usages() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(3072);
        byte[] rsaKey = generator.generateKeyPair().getPublic().getEncoded();
        SubjectPublicKeyInfo rsa = SubjectPublicKeyInfo.getInstance(rsaKey);
        BigInteger modulus = RSAPublicKey.getInstance(rsa.parsePublicKey()).getModulus();
        byte[] p384 = TestHospital.newKeys("P-384").getPublic().getEncoded();
        byte[] offCurve = TestHospital.newKeys("P-256").getPublic().getEncoded();
        offCurve[offCurve.length - 1] ^= 1;
        return List.of(
                server(
                        "only-cas-sign-certificates",
                        f -> f.with(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign))),
                ca("cas-sign-certificates", f -> f.with(Extension.keyUsage, true, new KeyUsage(KeyUsage.cRLSign))),
                server(
                        "key-usage-is-encoded-shortly",
                        f -> f.with(Extension.keyUsage, true, new byte[] {3, 2, 0, (byte) 0x80})),
                server(
                        "key-usage-is-the-profiles",
                        f -> f.with(Extension.keyUsage, false, new KeyUsage(KeyUsage.digitalSignature))),
                ca(
                        "ca-basic-constraints-are-critical",
                        f -> f.with(Extension.basicConstraints, false, new BasicConstraints(0))),
                ca(
                        "basic-constraints-are-the-profiles",
                        f -> f.with(Extension.basicConstraints, true, new BasicConstraints(3))),
                ca("path-length-only-for-cas", f -> f.with(Extension.keyUsage, true, new KeyUsage(KeyUsage.cRLSign))),
                server(
                        "purposes-and-key-usage-agree",
                        f -> f.with(Extension.keyUsage, true, new KeyUsage(KeyUsage.dataEncipherment))),
                server(
                        "purpose-is-the-profiles",
                        f -> f.with(
                                Extension.extendedKeyUsage,
                                false,
                                new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth))),
                new Bad("purpose-is-one-of-the-cas", MISPLACED, f -> f),
                server(
                        "key-usage-fits-an-ec-key",
                        f -> f.with(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyEncipherment))),
                server(
                        "key-usage-fits-an-rsa-key",
                        f -> f.field(Field.KEY, rsa)
                                .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyAgreement))),
                server(
                        "rsa-parameters-are-null",
                        f -> f.field(
                                Field.KEY,
                                spki(
                                        new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption),
                                        modulus,
                                        BigInteger.valueOf(65537)))),
                server(
                        "rsa-exponent-is-sound",
                        f -> f.field(
                                Field.KEY,
                                spki(
                                        new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                                        modulus,
                                        BigInteger.TWO))),
                server("key-is-permitted", f -> f.field(Field.KEY, SubjectPublicKeyInfo.getInstance(p384))),
                server("key-is-sound", f -> f.field(Field.KEY, SubjectPublicKeyInfo.getInstance(offCurve))));
    }

    private static List<Bad> names() {
        return List.of(
                server(
                        "alternative-name-is-critical-without-a-subject",
                        f -> f.with(Extension.subjectAlternativeName, false, dns("a.klinikum.example"))),
                server(
                        "alternative-dns-names-are-host-names",
                        f -> f.with(Extension.subjectAlternativeName, true, dns(".a.example"))),
                server(
                        "alternative-mail-names-are-mailboxes",
                        f -> names(f, new GeneralName(GeneralName.rfc822Name, "nobody"))),
                server(
                        "alternative-addresses-have-4-or-16-octets",
                        f -> names(f, new GeneralName(GeneralName.iPAddress, new DEROctetString(new byte[5])))),
                server(
                        "alternative-names-are-not-empty",
                        f -> f.with(Extension.subjectAlternativeName, true, new DERSequence())),
                server(
                        "alternative-uris-are-absolute",
                        f -> names(f, new GeneralName(GeneralName.uniformResourceIdentifier, "//elsewhere"))),
                server(
                        "alternative-names-are-ia5",
                        f -> names(f, new GeneralName(GeneralName.dNSName, "klinikum-s\u00fcd.example"))),
                server(
                        "alternative-names-appear-once",
                        f -> f.with(
                                Extension.subjectAlternativeName,
                                true,
                                dns("a.klinikum.example", "A.klinikum.example"))),
                server(
                        "names-fit-the-form",
                        f -> f.with(Extension.subjectAlternativeName, true, dns("*.klinikum.example"))),
                server(
                        "inside-the-cas-name-constraints",
                        f -> f.with(Extension.subjectAlternativeName, true, dns("elsewhere.example"))),
                server("subject-fits-the-form", f -> f.field(Field.SUBJECT, new X500Name("CN=klinikum.example"))),
                function("country-is-two-printable-capitals", name().addRDN(BCStyle.C, new DERUTF8String("de"))),
                function("names-keep-the-upper-bounds", name().addRDN(BCStyle.CN, new DERUTF8String("x".repeat(65)))),
                function("names-have-no-controls", name().addRDN(BCStyle.CN, "a\u0007b")),
                function("names-have-no-outer-spaces", name().addRDN(BCStyle.CN, new DERPrintableString("OCSP "))),
                function(
                        "names-have-one-value-a-part",
                        name().addMultiValuedRDN(
                                        new ASN1ObjectIdentifier[] {BCStyle.CN, BCStyle.OU}, new String[] {"a", "b"})));
    }

    private static List<Bad> constraints() {
        GeneralSubtree fine = new GeneralSubtree(new GeneralName(GeneralName.dNSName, "klinikum.example"));
        return List.of(
                server("name-constraints-only-in-cas", f -> f.with(Extension.nameConstraints, true, constraints(fine))),
                ca("name-constraints-are-critical", f -> f.with(Extension.nameConstraints, false, constraints(fine))),
                ca("name-constraints-are-not-empty", f -> f.with(Extension.nameConstraints, true, new DERSequence())),
                ca("constrains-names", f -> f.without(Extension.nameConstraints)),
                ca(
                        "name-constraints-have-no-distances",
                        f -> f.with(
                                Extension.nameConstraints,
                                true,
                                constraints(new GeneralSubtree(
                                        new GeneralName(GeneralName.dNSName, "a.example"), BigInteger.ONE, null)))),
                ca(
                        "name-constraints-are-well-formed",
                        f -> f.with(
                                Extension.nameConstraints,
                                true,
                                constraints(new GeneralSubtree(new GeneralName(GeneralName.dNSName, ".a.example"))))),
                ca(
                        "name-constraints-have-no-registered-id",
                        f -> f.with(
                                Extension.nameConstraints,
                                true,
                                constraints(new GeneralSubtree(new GeneralName(GeneralName.registeredID, "1.2.3"))))),
                ca(
                        "policy-constraints-are-critical",
                        f -> f.with(
                                Extension.policyConstraints,
                                false,
                                new DERSequence(new DERTaggedObject(false, 0, new ASN1Integer(0))))),
                ca(
                        "inhibit-any-policy-is-critical",
                        f -> f.with(Extension.inhibitAnyPolicy, false, new ASN1Integer(0))),
                server("policy-is-the-profiles", f -> f.with(Extension.certificatePolicies, false, policies(POLICY))),
                server(
                        "policies-appear-once",
                        f -> f.with(Extension.certificatePolicies, false, policies(POLICY, POLICY))),
                server("policy-text-has-200-characters-at-most", f -> notice(f, new DERUTF8String("x".repeat(201)))),
                server("policy-text-is-utf8", f -> notice(f, new org.bouncycastle.asn1.DERVisibleString("text"))),
                server("policy-text-has-no-controls", f -> notice(f, new DERUTF8String("a\u0001"))),
                ca(
                        "policy-mappings-name-no-any-policy",
                        f -> f.with(
                                Extension.policyMappings, true, new DERSequence(new DERSequence(new ASN1Encodable[] {
                                    new ASN1ObjectIdentifier("2.5.29.32.0"), POLICY
                                })))),
                ca(
                        "policy-mappings-are-critical",
                        f -> f.with(
                                Extension.policyMappings,
                                false,
                                new DERSequence(new DERSequence(new ASN1Encodable[] {POLICY, POLICY})))));
    }

    private static List<Bad> ofProfiles() {
        return List.of(
                new Bad(
                        "no-check-is-the-profiles",
                        CertificateProfiles.DEVICE_OCSP,
                        f -> f.with(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, true, DERNull.INSTANCE)),
                new Bad(
                        "key-use-ends-in-time",
                        CertificateProfiles.TIME_STAMP,
                        f -> f.with(Extension.privateKeyUsagePeriod, false, new DERSequence(new ASN1Encodable[] {
                            new DERTaggedObject(false, 0, new DERGeneralizedTime("20261124075500Z")),
                            new DERTaggedObject(false, 1, new DERGeneralizedTime("20281124075500Z"))
                        }))));
    }

    /** A profile of the Service CA's that says it is the Device CA's. */
    private static final CertificateProfile MISPLACED = new CertificateProfile(
            "misplaced",
            1,
            0,
            IssuingAuthority.DEVICE,
            CertificateProfiles.DELIVERY_SERVICE.lifetime(),
            CertificateProfiles.DELIVERY_SERVICE.keys(),
            CertificateProfiles.DELIVERY_SERVICE.usage(),
            CertificateProfiles.DELIVERY_SERVICE.names(),
            CertificateProfiles.DELIVERY_SERVICE.policy(),
            Set.of());

    private static Bad server(String lint, UnaryOperator<Forgery> change) {
        return new Bad(lint, CertificateProfiles.TLS_SERVER, change);
    }

    private static Bad ca(String lint, UnaryOperator<Forgery> change) {
        return new Bad(lint, CertificateProfiles.DEVICE_CA, change);
    }

    private static Bad function(String lint, X500NameBuilder name) {
        return new Bad(lint, CertificateProfiles.DEVICE_OCSP, f -> f.field(Field.SUBJECT, name.build()));
    }

    private static X500NameBuilder name() {
        return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.O, TestAuthorities.HOSPITAL);
    }

    private static ASN1Encodable utc(String begin, String end) {
        return new DERSequence(new ASN1Encodable[] {new DERUTCTime(begin), new DERUTCTime(end)});
    }

    /** The same certificate with a BER length, which BC's own encoder would not write. */
    private static Forgery withLongLength(Forgery forgery) {
        return forgery.with(Extension.subjectKeyIdentifier, false, new DEROctetString(new byte[20]))
                .longLengths();
    }

    private static SubjectPublicKeyInfo spki(AlgorithmIdentifier algorithm, BigInteger modulus, BigInteger exponent) {
        try {
            return new SubjectPublicKeyInfo(algorithm, new RSAPublicKey(modulus, exponent));
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Forgery names(Forgery forgery, GeneralName name) {
        return forgery.with(Extension.subjectAlternativeName, true, new GeneralNames(name));
    }

    private static GeneralNames dns(String... names) {
        return new GeneralNames(Arrays.stream(names)
                .map(name -> new GeneralName(GeneralName.dNSName, name))
                .toArray(GeneralName[]::new));
    }

    private static NameConstraints constraints(GeneralSubtree subtree) {
        return new NameConstraints(new GeneralSubtree[] {subtree}, null);
    }

    private static CRLDistPoint point(String address) {
        GeneralNames name = new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, address));
        return new CRLDistPoint(
                new DistributionPoint[] {new DistributionPoint(new DistributionPointName(name), null, null)});
    }

    private static AuthorityInformationAccess access(String address) {
        return new AuthorityInformationAccess(
                AccessDescription.id_ad_caIssuers, new GeneralName(GeneralName.uniformResourceIdentifier, address));
    }

    private static ASN1Encodable policies(ASN1ObjectIdentifier... policies) {
        return new DERSequence(Arrays.stream(policies).map(DERSequence::new).toArray(ASN1Encodable[]::new));
    }

    private static Forgery notice(Forgery forgery, ASN1Encodable text) {
        ASN1Encodable qualifier = new DERSequence(
                new ASN1Encodable[] {org.bouncycastle.asn1.x509.PolicyQualifierId.id_qt_unotice, new DERSequence(text)
                });
        return forgery.with(Extension.certificatePolicies, false, new DERSequence(new DERSequence(new ASN1Encodable[] {
            POLICY, new DERSequence(qualifier)
        })));
    }
}
