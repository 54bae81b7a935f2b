package org.konsil.pki.ceremony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.pki.Certificates;
import org.konsil.pki.profile.PublicAddresses;
import org.konsil.pki.signer.CaKey;
import org.konsil.pki.signer.Pkcs12CaSigner;
import org.konsil.pki.signer.SignerFailedException;

class FirstCeremonyTest {

    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00.5Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final FirstCeremony.KeyProtection QUICK = CaKey::unsafeEncrypted;
    private static final PublicAddresses ADDRESSES = new PublicAddresses("http://konsil.klinikum.example:8080/pki");
    private static final CeremonyPlan PLAN =
            new CeremonyPlan("Klinikum Süd, Haus 3", List.of("konsil.klinikum.example"), ADDRESSES);

    @TempDir
    private Path parent;

    private Path folder;
    private final CeremonyPasswords passwords = new CeremonyPasswords(
            "for the root".toCharArray(),
            "for the staff ca".toCharArray(),
            "for the device ca".toCharArray(),
            "for the service ca".toCharArray(),
            "for the server".toCharArray(),
            "for the trust store".toCharArray());

    @BeforeEach
    void choosesAFolder() {
        folder = parent.resolve("pki");
    }

    @Test
    void makesAChainThatTheJdkAccepts() throws Exception {
        new FirstCeremony(CLOCK, QUICK).perform(folder, PLAN, passwords);

        X509Certificate root = Certificates.read(folder.resolve(CeremonyFiles.ROOT_CERTIFICATE));
        X509Certificate service = caCertificate(CeremonyFiles.SERVICE_CA, passwords.serviceCa());
        X509Certificate server = serverCertificate();
        validate(root, server, service);
        assertThat(root.getBasicConstraints()).isEqualTo(1);
        assertThat(service.getBasicConstraints()).isZero();
        assertThat(service.getCriticalExtensionOIDs()).contains("2.5.29.30", "2.5.29.15", "2.5.29.19");
        assertThat(root.getNotAfter().toInstant()).isBefore(Instant.parse("2036-01-01T00:00:00Z"));
        assertThat(server.getSubjectAlternativeNames())
                .containsExactlyInAnyOrder(
                        List.of(2, "konsil.klinikum.example"), List.of(2, "localhost"), List.of(7, "127.0.0.1"));
    }

    @Test
    void theServersCertificateLivesNinetyDaysToTheSecond() throws Exception {
        new FirstCeremony(CLOCK, QUICK).perform(folder, PLAN, passwords);

        X509Certificate server = serverCertificate();

        assertThat(Duration.between(
                        server.getNotBefore().toInstant(),
                        server.getNotAfter().toInstant().plusSeconds(1)))
                .isEqualTo(Duration.ofDays(90));
    }

    @Test
    void everyFileIsForItsOwnerOnly() throws Exception {
        new FirstCeremony(CLOCK, QUICK).perform(folder, PLAN, passwords);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.toString())
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void theTrustStoreHoldsTheRootAndNothingElse() throws Exception {
        new FirstCeremony(CLOCK, QUICK).perform(folder, PLAN, passwords);

        KeyStore store = load(CeremonyFiles.TRUST_STORE, passwords.trustStore());

        assertThat(store.size()).isOne();
        assertThat(store.isCertificateEntry("root")).isTrue();
    }

    @Test
    void neverOverwritesACa() throws Exception {
        new FirstCeremony(CLOCK, QUICK).perform(folder, PLAN, passwords);
        byte[] before = Files.readAllBytes(folder.resolve(CeremonyFiles.ROOT));

        assertThatThrownBy(() -> new FirstCeremony(CLOCK, QUICK).perform(folder, PLAN, passwords))
                .isInstanceOf(CeremonyException.class);

        assertThat(Files.readAllBytes(folder.resolve(CeremonyFiles.ROOT))).isEqualTo(before);
        try (var siblings = Files.list(parent)) {
            assertThat(siblings).containsExactly(folder);
        }
    }

    @Test
    void aCaKeyNeedsItsOwnPassword() {
        new FirstCeremony(CLOCK, QUICK).perform(folder, PLAN, passwords);

        assertThatThrownBy(() -> Pkcs12CaSigner.open(folder.resolve(CeremonyFiles.DEVICE_CA), passwords.serviceCa()))
                .isInstanceOf(SignerFailedException.class);
    }

    @Test
    void aFlippedBitInACaFileIsNoticed() throws Exception {
        new FirstCeremony(CLOCK, QUICK).perform(folder, PLAN, passwords);
        Path file = folder.resolve(CeremonyFiles.DEVICE_CA);
        byte[] content = Files.readAllBytes(file);
        content[content.length / 2] ^= 1;
        Files.write(file, content);

        assertThatThrownBy(() -> Pkcs12CaSigner.open(file, passwords.deviceCa()))
                .isInstanceOf(SignerFailedException.class);
    }

    @Test
    void countsSixHundredThousandIterationsForRealKeys() throws Exception {
        new FirstCeremony(CLOCK).perform(folder, PLAN, passwords);

        String der =
                new String(Files.readAllBytes(folder.resolve(CeremonyFiles.DEVICE_CA)), StandardCharsets.ISO_8859_1);
        String iterations = "\u0002\u0003\u0009\u0027\u00c0"; // INTEGER 600000

        // the certificates, the key, and the MAC
        assertThat(der.split(iterations, -1)).hasSize(4);
        assertThat(Pkcs12CaSigner.open(folder.resolve(CeremonyFiles.DEVICE_CA), passwords.deviceCa())
                        .certificate()
                        .getSubjectX500Principal()
                        .getName())
                .contains("Device CA");
    }

    @Test
    void renewsTheServersCertificateThirtyDaysBeforeItsEnd() throws Exception {
        new FirstCeremony(CLOCK, QUICK).perform(folder, PLAN, passwords);
        X509Certificate first = serverCertificate();

        assertThat(renew(PLAN, Duration.ofDays(59))).isFalse();
        assertThat(serverCertificate()).isEqualTo(first);
        assertThat(renew(PLAN, Duration.ofDays(61))).isTrue();

        X509Certificate second = serverCertificate();
        assertThat(second.getPublicKey()).isNotEqualTo(first.getPublicKey());
        assertThat(second.getNotAfter()).isAfter(first.getNotAfter());
    }

    @Test
    void refusesAServerNameOutsideTheServiceCasConstraints() {
        new FirstCeremony(CLOCK, QUICK).perform(folder, PLAN, passwords);
        CeremonyPlan elsewhere = new CeremonyPlan(PLAN.hospital(), List.of("konsil.elsewhere.example"), ADDRESSES);

        assertThatThrownBy(() -> renew(elsewhere, Duration.ZERO)).isInstanceOf(CeremonyException.class);
    }

    @Test
    void refusesNamesThatNoCertificateCanCarry() {
        assertThatThrownBy(() -> new CeremonyPlan(" ", List.of("a.example"), ADDRESSES))
                .isInstanceOf(CeremonyException.class);
        assertThatThrownBy(() -> new CeremonyPlan("x".repeat(65), List.of("a.example"), ADDRESSES))
                .isInstanceOf(CeremonyException.class);
        assertThatThrownBy(() -> new CeremonyPlan("H", List.of(), ADDRESSES)).isInstanceOf(CeremonyException.class);
        assertThatThrownBy(() -> new CeremonyPlan("H", List.of("*.example"), ADDRESSES))
                .isInstanceOf(CeremonyException.class);
        assertThatThrownBy(() -> new CeremonyPlan("H", List.of("a.example,CN=b"), ADDRESSES))
                .isInstanceOf(CeremonyException.class);
    }

    @Test
    @DisplayName("passwords are not in the text of the record")
    void passwordsStayOutOfLogs() {
        assertThat(passwords.toString()).doesNotContain("[C@").isEqualTo("CeremonyPasswords[secret]");
    }

    private boolean renew(CeremonyPlan plan, Duration later) {
        return new ServerCertificates(Clock.offset(CLOCK, later))
                .renewIfDue(folder, plan, passwords.serviceCa(), passwords.server());
    }

    private X509Certificate caCertificate(String file, char[] password) {
        return Pkcs12CaSigner.open(folder.resolve(file), password).certificate();
    }

    private X509Certificate serverCertificate() throws Exception {
        KeyStore store = load(CeremonyFiles.SERVER, passwords.server());
        assertThat(store.getCertificateChain("server")).hasSize(2);
        assertThat(store.getKey("server", passwords.server())).isNotNull();
        return (X509Certificate) store.getCertificate("server");
    }

    private KeyStore load(String file, char[] password) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve(file))) {
            store.load(in, password);
        }
        return store;
    }

    private static void validate(X509Certificate root, X509Certificate... chain) throws Exception {
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(NOW));
        CertPathValidator.getInstance("PKIX")
                .validate(CertificateFactory.getInstance("X.509").generateCertPath(List.of(chain)), parameters);
    }
}
