package org.konsil.pki.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.pki.PkiProvider;
import org.konsil.pki.TestAuthorities;
import org.konsil.pki.TestHospital;
import org.konsil.pki.profile.CertificateProfile;
import org.konsil.pki.profile.CertificateProfiles;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.pki.revocation.RevocationListBuilder;
import org.konsil.pki.revocation.RevocationReason;
import org.konsil.pki.revocation.RevokedCertificate;

class ChainValidatorTest {

    private static final Instant NOW = TestHospital.NOW;

    private static TestAuthorities authorities;

    @BeforeAll
    static void openAuthorities() throws Exception {
        authorities = TestAuthorities.open();
    }

    static Stream<CertificateProfile> profiles() {
        return CertificateProfiles.all().stream();
    }

    @ParameterizedTest
    @MethodSource("profiles")
    @DisplayName("A5: every profile's certificates pass, for their own purpose, with their status; revoked ones do not")
    void acceptsEveryProfileAndRefusesItsRevokedTwin(CertificateProfile profile) throws Exception {
        X509Certificate certificate = authorities.issue(profile);

        assertThat(validate(certificate, profile, List.of())).endsWith(authorities.root());
        assertThatThrownBy(() -> validate(certificate, profile, List.of(certificate.getSerialNumber())))
                .isInstanceOf(PathRefusedException.class)
                .hasMessageContaining("revocation");
    }

    @Test
    @DisplayName("A5: without a current list there is no good status")
    void failsClosedWithoutAList() throws Exception {
        X509Certificate server = authorities.issue(CertificateProfiles.TLS_SERVER);
        PathMaterial noLists = new PathMaterial(intermediates(), List.of());

        assertThatThrownBy(() -> new ChainValidator(List.of(authorities.root()))
                        .validate(server, noLists, terms(CertificateProfiles.TLS_SERVER, NOW)))
                .isInstanceOf(PathRefusedException.class);
        assertThatThrownBy(() -> new ChainValidator(List.of(authorities.root()))
                        .validate(
                                server,
                                new PathMaterial(intermediates(), lists(List.of())),
                                terms(CertificateProfiles.TLS_SERVER, NOW.plus(Duration.ofDays(4)))))
                .isInstanceOf(PathRefusedException.class);
    }

    @Test
    void refusesOtherPurposesPeersAndRoots() throws Exception {
        X509Certificate device = authorities.issue(CertificateProfiles.DEVICE_TLS);
        X509Certificate server = authorities.issue(CertificateProfiles.TLS_SERVER);
        PathMaterial material = new PathMaterial(intermediates(), lists(List.of()));
        PathTerms elsewhere = new PathTerms(
                NOW,
                Optional.empty(),
                List.of(new PeerName(PeerName.Kind.DNS, "elsewhere.example")),
                PathTerms.USUAL_INTERMEDIATES,
                true);

        refused(device, material, terms(CertificateProfiles.TLS_SERVER, NOW));
        refused(server, material, elsewhere);
        assertThatThrownBy(
                        () -> new ChainValidator(List.of(TestAuthorities.open().root()))
                                .validate(server, material, terms(CertificateProfiles.TLS_SERVER, NOW)))
                .isInstanceOf(PathRefusedException.class);
    }

    @Test
    @DisplayName("A5: no chain survives a flipped bit")
    void refusesFlippedBits() throws Exception {
        X509Certificate server = authorities.issue(CertificateProfiles.TLS_SERVER);
        byte[] der = server.getEncoded();
        PathMaterial material = new PathMaterial(intermediates(), lists(List.of()));

        for (int i = 0; i < der.length; i += 7) {
            byte[] flipped = der.clone();
            flipped[i] ^= 1;
            X509Certificate read;
            try {
                read = org.konsil.pki.Certificates.parse(flipped);
            } catch (java.security.cert.CertificateException e) {
                continue;
            }
            refused(read, material, terms(CertificateProfiles.TLS_SERVER, NOW));
        }
    }

    @Test
    @DisplayName("A5 incident I9: a thousand look-alikes in the bag cost a bounded time")
    void isNotHeldUpByLookAlikes() throws Exception {
        X509Certificate device = authorities.issue(CertificateProfiles.STAFF_DEVICE);
        KeyPair keys = TestHospital.newKeys("P-256");
        X509Certificate ca = authorities.ca(IssuingAuthority.DEVICE).certificate();
        X500Name name = X500Name.getInstance(ca.getSubjectX500Principal().getEncoded());
        List<X509Certificate> bag = new ArrayList<>(intermediates());
        for (int i = 0; i < 1000; i++) {
            X509v3CertificateBuilder decoy = new JcaX509v3CertificateBuilder(
                    name, BigInteger.valueOf(i + 1), ca.getNotBefore(), ca.getNotAfter(), name, keys.getPublic());
            decoy.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            bag.add(0, TestHospital.sign(decoy, keys.getPrivate()));
        }
        PathMaterial material = new PathMaterial(bag, lists(List.of()));

        java.lang.management.ThreadMXBean time = java.lang.management.ManagementFactory.getThreadMXBean();
        long start = time.getCurrentThreadCpuTime();
        refused(device, material, terms(CertificateProfiles.STAFF_DEVICE, NOW));
        Duration used = Duration.ofNanos(time.getCurrentThreadCpuTime() - start);

        assertThat(used).isLessThan(Duration.ofSeconds(3));
    }

    private static List<X509Certificate> validate(
            X509Certificate certificate, CertificateProfile profile, List<BigInteger> revoked) throws Exception {
        return new ChainValidator(List.of(authorities.root()))
                .validate(certificate, new PathMaterial(intermediates(), lists(revoked)), terms(profile, NOW));
    }

    private static void refused(X509Certificate certificate, PathMaterial material, PathTerms terms) {
        assertThatThrownBy(() -> new ChainValidator(List.of(authorities.root())).validate(certificate, material, terms))
                .isInstanceOf(PathRefusedException.class);
    }

    private static PathTerms terms(CertificateProfile profile, Instant at) {
        return new PathTerms(
                at, Optional.of(profile.usage().purposes().get(0)), List.of(), PathTerms.USUAL_INTERMEDIATES, true);
    }

    private static List<X509Certificate> intermediates() {
        return Stream.of(IssuingAuthority.STAFF, IssuingAuthority.DEVICE, IssuingAuthority.SERVICE)
                .map(authority -> authorities.ca(authority).certificate())
                .toList();
    }

    /** The current shard of every CA; each names the revoked, whichever CA's they are. */
    private static List<X509CRL> lists(List<BigInteger> revoked) throws Exception {
        List<X509CRL> lists = new ArrayList<>();
        for (IssuingAuthority authority : IssuingAuthority.values()) {
            byte[] der = RevocationListBuilder.ofShard(
                            authorities.ca(authority),
                            Duration.ofHours(72),
                            TestAuthorities.locations(authority).revocationList())
                    .build(
                            BigInteger.ONE,
                            NOW,
                            revoked.stream()
                                    .map(serial -> new RevokedCertificate(serial, NOW, RevocationReason.SUPERSEDED))
                                    .toList());
            lists.add((X509CRL) CertificateFactory.getInstance("X.509", PkiProvider.INSTANCE)
                    .generateCRL(new ByteArrayInputStream(der)));
        }
        return lists;
    }
}
