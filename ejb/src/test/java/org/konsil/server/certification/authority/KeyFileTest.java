package org.konsil.server.certification.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.pki.Certificates;
import org.konsil.pki.ceremony.AuthorityEnrolment;
import org.konsil.pki.ceremony.CeremonyPasswords;
import org.konsil.pki.ceremony.CeremonyPlan;
import org.konsil.pki.ceremony.FirstCeremony;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.pki.profile.PublicAddresses;
import org.konsil.pki.signer.CaSigner;
import org.konsil.pki.signer.UnlockHalves;
import org.konsil.server.platform.StartRefusedException;
import org.konsil.server.support.Wiring;

@DisplayName("A5: the key of a CA is opened by a password file, or by two officers")
class KeyFileTest {

    private static final char[] OLD = "correct horse".toCharArray();
    private static final CeremonyPlan PLAN = new CeremonyPlan(
            "Klinikum Süd",
            List.of("konsil.klinikum.example"),
            new PublicAddresses("http://konsil.klinikum.example:8080/pki"));

    @TempDir
    private static Path pki;

    private static X509Certificate root;
    private static UnlockHalves halves;

    @TempDir
    private Path drop;

    private Path first;
    private Path second;

    @BeforeAll
    static void holdsACeremony() throws Exception {
        Path folder = pki.resolve("pki");
        new FirstCeremony(Clock.systemUTC()).perform(folder, PLAN, new CeremonyPasswords(OLD, OLD, OLD, OLD, OLD, OLD));
        root = Certificates.read(folder.resolve("root.crt"));
        halves = UnlockHalves.generate(new SecureRandom());
        new AuthorityEnrolment(folder, PLAN, Clock.systemUTC())
                .changePassword(IssuingAuthority.DEVICE, OLD, halves.password());
    }

    @BeforeEach
    void leavesBoth() throws Exception {
        first = leave("half-1", halves.first());
        second = leave("half-2", halves.second());
    }

    @Test
    @DisplayName("two halves open it, in either order, and are gone then")
    void opensByHalves() throws Exception {
        assertThat(open(first, second).certificate().getBasicConstraints()).isZero();
        assertThat(first).doesNotExist();
        assertThat(second).doesNotExist();
        leavesBoth();
        assertThat(open(second, first)).isNotNull();
    }

    @Test
    @DisplayName("a mistyped half is told apart from the other, and both stay for the next try")
    void tellsWhoMistyped() throws Exception {
        char[] mistyped = halves.second();
        mistyped[10] = mistyped[10] == '0' ? '1' : '0';
        leave("half-2", mistyped);

        assertThatThrownBy(() -> open(first, second))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("the second half is mistyped")
                .hasMessageContaining(second.toString());
        assertThat(first).exists();
        assertThat(second).exists();
    }

    @Test
    @DisplayName("a half of another pair, one half twice, one alone, and the old password open nothing")
    void opensByNothingElse() throws Exception {
        UnlockHalves other = UnlockHalves.generate(new SecureRandom());
        Path foreign = leave("foreign", other.second());
        Path again = leave("again", halves.first());
        for (Path wrong : List.of(foreign, again)) {
            assertThatThrownBy(() -> open(first, wrong))
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageContaining("do not belong together")
                    .satisfies(refused -> assertThat(refused.getMessage())
                            .doesNotContain(new String(halves.first()).substring(0, 16)));
        }
        Files.delete(second);
        assertThatThrownBy(() -> open(first, second))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("two officers start this server");
        Path password = leave("password", OLD);
        assertThatThrownBy(() -> new KeyFile(deviceCa(), new KeyPassword.InFile(password)).open(root))
                .isInstanceOf(StartRefusedException.class);
        assertThat(password).as("a password file stays").exists();
    }

    @Test
    @DisplayName("where halves are set, a password file does not count; one file is no pair")
    void prefersHalves() throws Exception {
        Path password = leave("password", OLD);
        Wiring wiring = wiring().setting("konsil.certification.device-ca-password-file", password);
        String pair = first + "," + second;
        assertThat(settings(wiring, pair).get(IssuingAuthority.DEVICE).password())
                .isEqualTo(new KeyPassword.InHalves(first, second));
        assertThatThrownBy(() -> settings(wiring(), first + "," + first)).isInstanceOf(StartRefusedException.class);
        assertThatThrownBy(() -> settings(wiring(), first.toString())).isInstanceOf(StartRefusedException.class);
        assertThatThrownBy(() -> wiring().bean(CertificationSettings.class).keyFiles())
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("neither");
    }

    private static Map<IssuingAuthority, KeyFile> settings(Wiring wiring, String halfFiles) {
        return wiring.setting("konsil.certification.device-ca-half-files", halfFiles)
                .bean(CertificationSettings.class)
                .keyFiles();
    }

    private static Wiring wiring() {
        return new Wiring(null, new java.util.ArrayList<>())
                .setting("konsil.certification.device-ca-file", deviceCa())
                .setting("konsil.certification.root-file", pki.resolve("pki").resolve("root.crt"));
    }

    private static CaSigner open(Path one, Path other) {
        return new KeyFile(deviceCa(), new KeyPassword.InHalves(one, other)).open(root);
    }

    private static Path deviceCa() {
        return pki.resolve("pki").resolve("device-ca.p12");
    }

    private Path leave(String name, char[] secret) throws Exception {
        return Files.writeString(drop.resolve(name), new String(secret) + "\n");
    }
}
