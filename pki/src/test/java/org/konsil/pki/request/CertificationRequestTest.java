package org.konsil.pki.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.pki.TestHospital;
import org.konsil.pki.profile.AlternativeName;
import org.konsil.pki.profile.DeviceNames;
import org.konsil.pki.profile.ServerNames;

@DisplayName("A5: what a request claims is compared, never copied")
class CertificationRequestTest {

    private static final ServerNames SERVER =
            new ServerNames(List.of("kis.klinikum.example", "www.klinikum.example"), List.of());

    @Test
    @DisplayName("a server claims its names, and may claim one of them as common name")
    void permitsTheOlderForm() {
        assertThat(claim("", "kis.klinikum.example", "www.klinikum.example").claimsOnly(SERVER))
                .isTrue();
        assertThat(claim("").claimsOnly(SERVER)).isTrue();
        assertThat(claim("CN=www.klinikum.example", "www.klinikum.example", "kis.klinikum.example")
                        .claimsOnly(SERVER))
                .isTrue();
    }

    @Test
    @DisplayName("and nothing else: another common name, more of a subject, fewer names, more names, one twice")
    void refusesTheRest() {
        for (CertificationRequest claim : List.of(
                claim("CN=evil.example", "kis.klinikum.example", "www.klinikum.example"),
                claim("CN=kis.klinikum.example,O=Klinikum", "kis.klinikum.example", "www.klinikum.example"),
                claim("O=kis.klinikum.example"),
                claim("", "kis.klinikum.example"),
                claim("", "kis.klinikum.example", "www.klinikum.example", "evil.example"),
                claim("", "kis.klinikum.example", "www.klinikum.example", "www.klinikum.example"))) {
            assertThat(claim.claimsOnly(SERVER))
                    .as("%s %s", claim.claimedSubject(), claim.claimedNames())
                    .isFalse();
        }
    }

    @Test
    @DisplayName("a device's subject is its own or none")
    void keepsDevicesStrict() {
        DeviceNames device = new DeviceNames(
                TestHospital.NAME, TestHospital.DOMAIN, new java.util.UUID(1, 2), new java.util.UUID(3, 4));
        assertThat(claim("CN=kis.klinikum.example").claimsOnly(device)).isFalse();
        assertThat(new CertificationRequest(new byte[0], Optional.empty(), device.subject(), List.of())
                        .claimsOnly(device))
                .isTrue();
    }

    private static CertificationRequest claim(String subject, String... names) {
        return new CertificationRequest(
                new byte[0],
                Optional.empty(),
                new X500Principal(subject),
                Stream.of(names).map(AlternativeName::dns).toList());
    }
}
