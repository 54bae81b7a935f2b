package org.konsil.client.installation;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.konsil.client.installation.layout.EnvironmentException;
import org.konsil.client.installation.layout.Ports;
import org.konsil.client.installation.process.Part;

class PortCheckTest {

    private static final String HERE = "127.0.0.1";

    @Test
    void namesEveryPortInUseAndTheOptionThatChangesIt() throws IOException {
        try (ServerSocket https = listening();
                ServerSocket login = listening()) {
            Ports ports = portsWith(https.getLocalPort(), login.getLocalPort());

            assertThatThrownBy(() -> PortCheck.requireFree(ports, EnumSet.allOf(Part.class), HERE))
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessageContaining(https.getLocalPort() + " (--https-port)")
                    .hasMessageContaining(login.getLocalPort() + " (--keycloak-port)")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void doesNotMindThePortsOfPartsThatRunAlready() throws IOException {
        try (ServerSocket login = listening()) {
            Ports ports = portsWith(freePort(), login.getLocalPort());

            assertThatCode(() -> PortCheck.requireFree(ports, Set.of(Part.WILDFLY), HERE))
                    .doesNotThrowAnyException();
        }
    }

    private static ServerSocket listening() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getByName(HERE));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = listening()) {
            return socket.getLocalPort();
        }
    }

    private static Ports portsWith(int https, int keycloak) throws IOException {
        return new Ports(https, freePort(), keycloak, freePort(), freePort());
    }
}
