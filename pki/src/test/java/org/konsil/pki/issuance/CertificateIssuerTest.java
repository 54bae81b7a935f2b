package org.konsil.pki.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
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
import org.konsil.pki.profile.Locations;
import org.konsil.pki.signer.CaSigner;

class CertificateIssuerTest {

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
    @DisplayName("A5: every profile issues a certificate of its CA, its life, its purposes and its names")
    void issuesEveryProfile(CertificateProfile profile) throws Exception {
        KeyPair keys = TestAuthorities.newKeys(profile);
        IssuanceOrder order = TestAuthorities.order(profile, keys);

        X509Certificate certificate = authorities.issuer(profile).issue(order, ticket -> {});

        certificate.verify(authorities.ca(profile.issuer()).certificate().getPublicKey(), PkiProvider.INSTANCE);
        assertThat(certificate.getPublicKey().getEncoded())
                .isEqualTo(keys.getPublic().getEncoded());
        assertThat(certificate.getSubjectX500Principal())
                .isEqualTo(order.names().subject());
        assertThat(certificate.getExtendedKeyUsage()).isEqualTo(profile.usage().purposes());
        assertThat(Duration.between(
                        certificate.getNotBefore().toInstant(),
                        certificate.getNotAfter().toInstant().plusSeconds(1)))
                .isEqualTo(profile.lifetime().preset());
    }

    @Test
    void certifiesRsaKeysOfServers() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA", PkiProvider.INSTANCE);
        generator.initialize(3072);

        X509Certificate certificate = authorities.issue(CertificateProfiles.TLS_SERVER, generator.generateKeyPair());

        assertThat(certificate.getPublicKey().getAlgorithm()).isEqualTo("RSA");
    }

    @Test
    @DisplayName("A5: the journal hears of a certificate before the CA signs; if it cannot, nothing is signed")
    void signsNothingThatTheJournalDoesNotHave() throws Exception {
        AtomicInteger signatures = new AtomicInteger();
        CertificateIssuer issuer = counting(signatures);
        List<Integer> signaturesAtTheJournal = new ArrayList<>();
        IssuanceOrder order = order();

        issuer.issue(order, ticket -> signaturesAtTheJournal.add(signatures.get()));

        assertThat(signaturesAtTheJournal).containsExactly(0);
        assertThatThrownBy(() -> issuer.issue(order, ticket -> {
                    throw new UnsupportedOperationException("the disk is full");
                }))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(signatures).hasValue(1);
    }

    @Test
    void issuesForItsOwnCaOnly() throws Exception {
        CertificateProfile signature = CertificateProfiles.STAFF_SIGNATURE;
        IssuanceOrder order = TestAuthorities.order(signature, TestAuthorities.newKeys(signature));
        CertificateIssuer deviceCa = authorities.issuer(CertificateProfiles.STAFF_DEVICE);

        assertThatThrownBy(() -> deviceCa.prepare(order))
                .isInstanceOf(LintFailedException.class)
                .hasMessage("purpose-is-one-of-the-cas");
    }

    @Test
    void refusesKeysThatTheProfileDoesNotPermit() throws Exception {
        CertificateProfile device = CertificateProfiles.STAFF_DEVICE;
        IssuanceOrder order = TestAuthorities.order(device, TestHospital.newKeys("P-384"));

        assertThatThrownBy(() -> authorities.issuer(device).prepare(order))
                .isInstanceOf(LintFailedException.class)
                .hasMessage("key-is-permitted");
    }

    @Test
    void refusesWhatIsNoKey() {
        CertificateProfile device = CertificateProfiles.STAFF_DEVICE;
        IssuanceOrder order = new IssuanceOrder(
                device,
                new byte[] {1, 2, 3},
                TestAuthorities.names(device),
                TestAuthorities.locations(IssuingAuthority.DEVICE));

        assertThatThrownBy(() -> authorities.issuer(device).prepare(order)).isInstanceOf(IssuanceFailedException.class);
    }

    @Test
    void refusesNamesOfAnotherForm() {
        Locations locations = TestAuthorities.locations(IssuingAuthority.DEVICE);

        assertThatThrownBy(() -> new IssuanceOrder(
                        CertificateProfiles.STAFF_DEVICE,
                        new byte[0],
                        TestAuthorities.names(CertificateProfiles.TLS_SERVER),
                        locations))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static IssuanceOrder order() throws Exception {
        CertificateProfile device = CertificateProfiles.STAFF_DEVICE;
        return TestAuthorities.order(device, TestAuthorities.newKeys(device));
    }

    private static CertificateIssuer counting(AtomicInteger signatures) {
        TestHospital.TestCa ca = authorities.ca(IssuingAuthority.DEVICE);
        return TestAuthorities.issuerOf(
                new CaSigner() {
                    @Override
                    public X509Certificate certificate() {
                        return ca.certificate();
                    }

                    @Override
                    public byte[] sign(byte[] toBeSigned) {
                        signatures.incrementAndGet();
                        return ca.sign(toBeSigned);
                    }
                },
                TestAuthorities.CLOCK);
    }
}
