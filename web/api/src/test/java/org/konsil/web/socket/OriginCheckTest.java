package org.konsil.web.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("C1 who may open the socket from a browser")
class OriginCheckTest {

    private static final String OWN = "https://konsil.klinikum.example:8443";

    @Test
    void letsInTheAppAndWhoIsNoBrowser() {
        assertThat(OriginCheck.allows(OWN, OWN)).isTrue();
        assertThat(OriginCheck.allows(null, OWN)).isTrue();
    }

    @Test
    void refusesEveryOtherOrigin() {
        for (String foreign : List.of(
                "",
                "null",
                "https://konsil.klinikum.example",
                "http://konsil.klinikum.example:8443",
                "https://konsil.klinikum.example:8443.evil.example",
                "https://evil.example")) {
            assertThat(OriginCheck.allows(foreign, OWN)).isFalse();
        }
    }
}
