package org.konsil.client.installation.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void movesAllByTheSameNumber() {
        assertThat(Ports.USUAL.shifted(1000)).isEqualTo(new Ports(9443, 9080, 9543, 6433, 10990));
    }

    @Test
    void refusesWhatIsNoPort() {
        assertThatThrownBy(() -> Ports.USUAL.shifted(60_000)).isInstanceOf(EnvironmentException.class);
        assertThatThrownBy(() -> new Ports(0, 1, 2, 3, 4)).isInstanceOf(EnvironmentException.class);
    }

    @Test
    void refusesTheSamePortTwice() {
        assertThatThrownBy(() -> new Ports(8443, 8080, 8443, 5433, 9990))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("8443");
    }
}
