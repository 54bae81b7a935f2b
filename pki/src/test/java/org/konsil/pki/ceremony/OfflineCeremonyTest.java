package org.konsil.pki.ceremony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.cert.X509CRLHolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.pki.Certificates;
import org.konsil.pki.TestAuthorities;
import org.konsil.pki.TestHospital;
import org.konsil.pki.chain.ChainValidator;
import org.konsil.pki.chain.PathMaterial;
import org.konsil.pki.chain.PathTerms;
import org.konsil.pki.profile.CertificateProfiles;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.pki.profile.PublicAddresses;
import org.konsil.pki.signer.CaKey;
import org.konsil.pki.signer.CaSigner;
import org.konsil.pki.signer.Pkcs12CaSigner;

class OfflineCeremonyTest {

    private static final Clock CLOCK = TestHospital.CLOCK;
    private static final FirstCeremony.KeyProtection QUICK = CaKey::unsafeEncrypted;
    private static final char[] PASSWORD = "correct horse".toCharArray();
    private static final CeremonyPlan PLAN = new CeremonyPlan(
            TestHospital.NAME, List.of(TestHospital.DOMAIN), new PublicAddresses("http://klinikum.example:8080/pki"));

    @TempDir
    private Path parent;

    private Path online;
    private Path offline;

    @BeforeEach
    void choosesFolders() {
        online = parent.resolve("online");
        offline = parent.resolve("offline");
    }

    @Test
    @DisplayName(
            "A5: keys are made online, certified offline, imported and checked; the root's key never meets the network")
    void goesAllTheWay() throws Exception {
        ceremony().makeRoot(offline, PLAN, PASSWORD);
        request(IssuingAuthority.STAFF, IssuingAuthority.DEVICE, IssuingAuthority.SERVICE);

        CeremonyTranscript transcript = ceremony().sign(offline, PLAN, PASSWORD);
        bringBack(IssuingAuthority.STAFF, IssuingAuthority.DEVICE, IssuingAuthority.SERVICE);

        X509Certificate root = Certificates.read(online.resolve(CeremonyFiles.ROOT_CERTIFICATE));
        for (IssuingAuthority authority :
                List.of(IssuingAuthority.STAFF, IssuingAuthority.DEVICE, IssuingAuthority.SERVICE)) {
            enrolment().complete(authority, PASSWORD, Certificates.sha256(root));
            CaSigner ca = Pkcs12CaSigner.open(online.resolve(CeremonyFiles.keyFile(authority)), PASSWORD);
            assertThat(transcript.text()).contains(Certificates.sha256(ca.certificate()));
        }
        assertThat(online.resolve(CeremonyFiles.ROOT)).doesNotExist();
        assertThat(transcript.sha256()).isEqualTo(Certificates.sha256(transcript.text()));
        assertThat(Files.readString(offline.resolve(CeremonyFiles.TRANSCRIPT)))
                .isEqualTo(transcript.text())
                .contains(Certificates.sha256(root));
    }

    @Test
    @DisplayName(
            "A5: the root's lists: one for a year that revokes nothing, and for each issuing CA one that revokes it")
    void makesListsForTheYearAndForEmergencies() throws Exception {
        ceremony().makeRoot(offline, PLAN, PASSWORD);
        request(IssuingAuthority.DEVICE);
        ceremony().sign(offline, PLAN, PASSWORD);

        X509CRLHolder usual = new X509CRLHolder(Files.readAllBytes(offline.resolve(CeremonyFiles.ROOT_LIST)));
        X509CRLHolder emergency = new X509CRLHolder(
                Files.readAllBytes(offline.resolve(CeremonyFiles.emergencyList(IssuingAuthority.DEVICE))));
        X509Certificate device = Certificates.read(offline.resolve(CeremonyFiles.certificate(IssuingAuthority.DEVICE)));

        assertThat(usual.getRevokedCertificates()).isEmpty();
        assertThat(Duration.between(
                        usual.getThisUpdate().toInstant(), usual.getNextUpdate().toInstant()))
                .isEqualTo(Duration.ofDays(366));
        assertThat(emergency.getRevokedCertificate(device.getSerialNumber())).isNotNull();
    }

    @Test
    void importsNoOtherRootsAndNoOtherCas() throws Exception {
        ceremony().makeRoot(offline, PLAN, PASSWORD);
        request(IssuingAuthority.STAFF, IssuingAuthority.DEVICE);
        ceremony().sign(offline, PLAN, PASSWORD);
        bringBack(IssuingAuthority.STAFF, IssuingAuthority.DEVICE);
        String fingerprint = Certificates.sha256(Certificates.read(online.resolve(CeremonyFiles.ROOT_CERTIFICATE)));

        assertThatThrownBy(() -> enrolment().complete(IssuingAuthority.STAFF, PASSWORD, "0".repeat(64)))
                .isInstanceOf(CeremonyException.class);
        Files.copy(
                online.resolve(CeremonyFiles.certificate(IssuingAuthority.DEVICE)),
                online.resolve(CeremonyFiles.certificate(IssuingAuthority.STAFF)),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> enrolment().complete(IssuingAuthority.STAFF, PASSWORD, fingerprint))
                .isInstanceOf(CeremonyException.class);
    }

    @Test
    void signsNoRequestThatWasTouched() throws Exception {
        ceremony().makeRoot(offline, PLAN, PASSWORD);
        request(IssuingAuthority.DEVICE);
        Path file = offline.resolve(CeremonyFiles.request(IssuingAuthority.DEVICE));
        byte[] request = Files.readAllBytes(file);
        for (int i = 0; i < request.length; i += 5) {
            byte[] flipped = request.clone();
            flipped[i] ^= 1;
            Files.write(file, flipped);
            assertThatThrownBy(() -> ceremony().sign(offline, PLAN, PASSWORD)).isInstanceOf(CeremonyException.class);
        }
    }

    @Test
    void neverOverwritesARootOrAKey() {
        ceremony().makeRoot(offline, PLAN, PASSWORD);
        enrolment().request(IssuingAuthority.DEVICE, PASSWORD);

        assertThatThrownBy(() -> ceremony().makeRoot(offline, PLAN, PASSWORD)).isInstanceOf(CeremonyException.class);
        assertThatThrownBy(() -> enrolment().request(IssuingAuthority.DEVICE, PASSWORD))
                .isInstanceOf(CeremonyException.class);
    }

    @Test
    @DisplayName("A5: after a change of the root, whoever trusts the old or the new one reaches the CAs of both")
    void changesTheRoot() throws Exception {
        Path next = parent.resolve("next");
        ceremony().makeRoot(offline, PLAN, PASSWORD);
        ceremony().makeRoot(next, PLAN, PASSWORD);
        ceremony().changeRoot(offline, PASSWORD, next, PASSWORD);
        X509Certificate oldRoot = Certificates.read(offline.resolve(CeremonyFiles.ROOT_CERTIFICATE));
        X509Certificate newRoot = Certificates.read(next.resolve(CeremonyFiles.ROOT_CERTIFICATE));
        List<X509Certificate> crossed = List.of(
                Certificates.read(next.resolve(CeremonyFiles.NEW_WITH_OLD)),
                Certificates.read(next.resolve(CeremonyFiles.OLD_WITH_NEW)));
        CaSigner ofOld = deviceCa(offline);
        CaSigner ofNew = deviceCa(next);

        for (X509Certificate trusted : List.of(oldRoot, newRoot)) {
            for (CaSigner ca : List.of(ofOld, ofNew)) {
                List<X509Certificate> material = new ArrayList<>(crossed);
                material.add(ca.certificate());
                assertThat(accepts(trusted, device(ca), material)).isTrue();
            }
        }
        assertThat(accepts(oldRoot, device(ofNew), List.of(ofNew.certificate())))
                .isFalse();
    }

    @Test
    @DisplayName("A5: an issuing CA is followed by its successor while it still counts; certificates of both pass")
    void rollsAnIssuingCaOver() throws Exception {
        ceremony().makeRoot(offline, PLAN, PASSWORD);
        X509Certificate root = Certificates.read(offline.resolve(CeremonyFiles.ROOT_CERTIFICATE));
        CaSigner first = deviceCa(offline);
        X509Certificate early = device(first);
        CaSigner second = deviceCa(offline);
        List<X509Certificate> both = List.of(first.certificate(), second.certificate());

        assertThat(first.certificate().getSubjectX500Principal())
                .isEqualTo(second.certificate().getSubjectX500Principal());
        assertThat(accepts(root, early, both)).isTrue();
        assertThat(accepts(root, device(second), both)).isTrue();
    }

    private CaSigner deviceCa(Path rootFolder) {
        CaKey key = CaKey.generate();
        CaSigner root = Pkcs12CaSigner.open(rootFolder.resolve(CeremonyFiles.ROOT), PASSWORD);
        return key.certified(new RootAuthority(root, PLAN, CLOCK).certify(IssuingAuthority.DEVICE, key.publicKey()));
    }

    private static X509Certificate device(CaSigner ca) throws Exception {
        return TestAuthorities.issuerOf(ca, CLOCK)
                .issue(
                        TestAuthorities.order(
                                CertificateProfiles.STAFF_DEVICE,
                                TestAuthorities.newKeys(CertificateProfiles.STAFF_DEVICE)),
                        ticket -> {});
    }

    private static boolean accepts(X509Certificate root, X509Certificate leaf, List<X509Certificate> material) {
        try {
            new ChainValidator(List.of(root))
                    .validate(
                            leaf,
                            new PathMaterial(material, List.of()),
                            new PathTerms(CLOCK.instant(), Optional.empty(), List.of(), 2, false));
            return true;
        } catch (org.konsil.pki.chain.PathRefusedException e) {
            return false;
        }
    }

    private OfflineCeremony ceremony() {
        return new OfflineCeremony(CLOCK, QUICK);
    }

    private AuthorityEnrolment enrolment() {
        return new AuthorityEnrolment(online, PLAN, CLOCK, QUICK);
    }

    private void request(IssuingAuthority... authorities) throws Exception {
        for (IssuingAuthority authority : authorities) {
            enrolment().request(authority, PASSWORD);
            String file = CeremonyFiles.request(authority);
            Files.copy(online.resolve(file), offline.resolve(file));
        }
    }

    private void bringBack(IssuingAuthority... authorities) throws Exception {
        Files.copy(offline.resolve(CeremonyFiles.ROOT_CERTIFICATE), online.resolve(CeremonyFiles.ROOT_CERTIFICATE));
        Files.copy(offline.resolve(CeremonyFiles.ROOT_LIST), online.resolve(CeremonyFiles.ROOT_LIST));
        for (IssuingAuthority authority : authorities) {
            String file = CeremonyFiles.certificate(authority);
            Files.copy(offline.resolve(file), online.resolve(file));
        }
    }
}
