package org.konsil.server.directory.synchronisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.server.platform.HealthReport.Fact;
import org.konsil.server.platform.HealthReport.State;
import org.konsil.server.platform.HealthTrouble;

@DisplayName("Whether Keycloak answers")
class KeycloakCheckTest {

    private static final Instant AT = Instant.parse("2026-11-27T10:00:00Z");

    @Test
    @DisplayName("is unknown before it was asked, and is what it did when it was asked last")
    void judges() {
        assertThat(KeycloakCheck.judge(Optional.empty(), false).state()).isEqualTo(State.UNKNOWN);
        assertThat(KeycloakCheck.judge(Optional.of(AT), false).state()).isEqualTo(State.GOOD);
        assertThat(KeycloakCheck.judge(Optional.of(AT), true).trouble()).contains(HealthTrouble.KEYCLOAK_AWAY);
        assertThat(KeycloakCheck.judge(Optional.of(AT), true).facts()).containsEntry(Fact.ANSWERED, AT);
        assertThat(KeycloakCheck.judge(Optional.empty(), true).trouble()).contains(HealthTrouble.KEYCLOAK_AWAY);
    }
}
