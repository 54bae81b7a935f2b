package org.konsil.server.certification.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.server.certification.CertificateSerial;
import org.konsil.server.platform.HealthReport.Fact;
import org.konsil.server.platform.HealthReport.State;
import org.konsil.server.platform.HealthTrouble;

@DisplayName("Whether lists and certificates are well (A5)")
class CertificateChecksTest {

    private static final Instant END = Instant.parse("2026-12-01T10:00:00Z");

    @Test
    @DisplayName("one list that is over is one too many")
    void lists() {
        ListHealth current = new ListHealth("device/1", Optional.of(END), Optional.of(END), true);
        ListHealth missing = new ListHealth("root", Optional.empty(), Optional.empty(), false);

        assertThat(RevocationListCheck.judge(List.of(current)).state()).isEqualTo(State.GOOD);
        assertThat(RevocationListCheck.judge(List.of(current, missing)).trouble())
                .contains(HealthTrouble.LIST_OVER);
        assertThat(RevocationListCheck.judge(List.of(current, missing)).facts())
                .containsEntry(Fact.LISTS, 2L)
                .containsEntry(Fact.OVER, 1L);
    }

    @Test
    @DisplayName("what ends soon is counted, with the first end")
    void ends() {
        ListedCertificate ending = new ListedCertificate(
                CertificateSerial.parse("1a"), "tls-server/1", "kis", END, END, Optional.empty(), Optional.empty());

        assertThat(CertificateEndCheck.judge(List.of()).state()).isEqualTo(State.GOOD);
        assertThat(CertificateEndCheck.judge(List.of(ending)).trouble()).contains(HealthTrouble.CERTIFICATES_ENDING);
        assertThat(CertificateEndCheck.judge(List.of(ending)).facts())
                .containsEntry(Fact.ENDING, 1L)
                .containsEntry(Fact.FIRST_END, END);
    }
}
