package org.konsil.server.certification.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.pki.ceremony.CeremonyPasswords;
import org.konsil.pki.ceremony.CeremonyPlan;
import org.konsil.pki.ceremony.FirstCeremony;
import org.konsil.pki.profile.PublicAddresses;
import org.konsil.pki.revocation.RevocationListBuilder;
import org.konsil.pki.signer.Pkcs12CaSigner;
import org.konsil.server.certification.MovableClock;
import org.konsil.server.certification.authority.Authorities;
import org.konsil.server.support.Wiring;

@DisplayName("A5: the root's list is given out as the offline machine made it")
class RootListTest {

    private static final char[] PASSWORD = "correct horse".toCharArray();

    @TempDir
    private Path folder;

    private final MovableClock clock = new MovableClock();
    private Path pki;
    private Path file;
    private RootList list;

    @BeforeEach
    void holdsACeremony() throws Exception {
        pki = folder.resolve("pki");
        new FirstCeremony(clock)
                .perform(
                        pki,
                        new CeremonyPlan(
                                "Klinikum Süd",
                                List.of("klinikum.example"),
                                new PublicAddresses("http://klinikum.example:8080/pki")),
                        new CeremonyPasswords(PASSWORD, PASSWORD, PASSWORD, PASSWORD, PASSWORD, PASSWORD));
        file = pki.resolve("root.crl");
        Path secret = Files.writeString(folder.resolve("secret"), "correct horse\n");
        Wiring wiring = new Wiring(null, new ArrayList<>())
                .with(java.time.Clock.class, clock)
                .setting("konsil.hospital.name", "Klinikum Süd")
                .setting("konsil.hospital.domain", "klinikum.example")
                .setting("konsil.public.host", "klinikum.example")
                .setting("konsil.certification.device-ca-file", pki.resolve("device-ca.p12"))
                .setting("konsil.certification.device-ca-password-file", secret)
                .setting("konsil.certification.root-file", pki.resolve("root.crt"))
                .setting("konsil.certification.root-list-file", file);
        wiring.bean(Authorities.class);
        list = wiring.bean(RootList.class);
    }

    @Test
    @DisplayName("for a year; one for an emergency takes its place at once, and is not taken back by the old one")
    void givesOutTheNewest() throws Exception {
        byte[] usual = Files.readAllBytes(file);
        PublishedList shown = list.current().orElseThrow();
        assertThat(shown.der()).isEqualTo(usual);
        assertThat(Duration.between(shown.thisUpdate(), shown.nextUpdate())).isEqualTo(Duration.ofDays(366));

        byte[] emergency = Files.readAllBytes(pki.resolve("root-emergency-device.crl"));
        Files.write(file, emergency);
        assertThat(list.current().orElseThrow().der()).isEqualTo(emergency);
        Files.write(file, usual);
        assertThat(list.current().orElseThrow().der()).isEqualTo(emergency);
        Files.delete(file);
        assertThat(list.current().orElseThrow().der()).isEqualTo(emergency);
    }

    @Test
    @DisplayName("nothing else is: no list of another CA, no flipped bit, no list that is none or too large")
    void givesOutNothingElse() throws Exception {
        byte[] usual = Files.readAllBytes(file);
        byte[] foreign = new RevocationListBuilder(
                        Pkcs12CaSigner.open(pki.resolve("device-ca.p12"), PASSWORD), Duration.ofDays(1))
                .build(BigInteger.TEN, Instant.now(clock), List.of());
        byte[] flipped = usual.clone();
        flipped[flipped.length - 1] ^= 1;
        for (byte[] wrong : List.of(foreign, flipped, new byte[] {1}, new byte[1_000_000])) {
            Files.write(file, wrong);
            assertThat(list.current()).isEmpty();
        }
        Files.write(file, usual);
        assertThat(list.current().orElseThrow().number()).isEqualTo(1);
        Files.write(file, foreign);
        assertThat(list.current().orElseThrow().der()).isEqualTo(usual);
    }
}
