package org.konsil.server.platform.start;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.server.platform.StartRefusedException;

@DisplayName("The check of the settings")
class SettingsCheckTest {

    private static final Set<String> KNOWN = Set.of("konsil.hospital.name");

    @Test
    @DisplayName("stops the start for an unknown key, and names it")
    void refusesUnknownKeys() {
        assertThatThrownBy(() -> SettingsCheck.requireKnown(List.of("konsil.hospital.nmae"), KNOWN))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("konsil.hospital.nmae");
    }

    @Test
    @DisplayName("leaves the settings of others and of the server's configuration alone")
    void ignoresOthers() {
        assertThatCode(() -> SettingsCheck.requireKnown(
                        List.of("konsil.hospital.name", "java.home", "konsil.start.database-url"), KNOWN))
                .doesNotThrowAnyException();
    }
}
