package org.konsil.server.proof.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is written for the proof")
class CanonicalJsonTest {

    @Test
    @DisplayName("has one text, whatever the order in which it was said")
    void sortsItsKeys() {
        assertThat(CanonicalJson.of(Map.of("serial", "0a1b", "device", 7)))
                .isEqualTo("{\"device\":\"7\",\"serial\":\"0a1b\"}");
    }

    @Test
    @DisplayName("is ids only: what would need escaping is refused")
    void refusesWhatIsNoId() {
        for (String text : new String[] {"a\"b", "a\\b", "Müller", "a\nb"}) {
            assertThatThrownBy(() -> CanonicalJson.of(Map.of("device", text)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
