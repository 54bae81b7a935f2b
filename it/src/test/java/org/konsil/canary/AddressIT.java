package org.konsil.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.support.DatabaseDump;
import org.konsil.support.MarkSearch;
import org.konsil.support.RunningSystem;

@DisplayName("C3 a network address is found nowhere on the server")
class AddressIT {

    /** Loopback has many; nothing else on this machine uses this one. */
    private static final String CALLER = "127.0.0.177";

    private final RunningSystem system = RunningSystem.get();

    @TempDir
    private Path folder;

    @Test
    @DisplayName("neither of who was served, nor of who was refused, by server or Keycloak; a planted one is found")
    void keepsNone() throws IOException, SQLException {
        String token = system.token(system.anna(), "openid");
        assertThat(call(system.https(), "GET /api/v1/self HTTP/1.1", "Authorization: Bearer " + token))
                .startsWith("HTTP/1.1 200");
        assertThat(call(system.https(), "GET /api/v1/self HTTP/1.1", "Authorization: Bearer wrong"))
                .startsWith("HTTP/1.1 401");
        String path = system.issuer().getPath() + "/protocol/openid-connect/token";
        assertThat(call(
                        system.issuer(),
                        "POST " + path + " HTTP/1.1",
                        "Content-Type: application/x-www-form-urlencoded",
                        "Content-Length: 65",
                        "",
                        "grant_type=client_credentials&client_id=directory&client_secret=x"))
                .startsWith("HTTP/1.1 401");

        MarkSearch address = new MarkSearch(CALLER);
        for (String name : List.of("konsil", "keycloak")) {
            try (Connection database = system.database(name)) {
                DatabaseDump.write(database, folder.resolve(name));
            }
        }
        assertThat(address.in(folder)).as("database dump").isEmpty();
        assertThat(address.in(system.data().resolve("log"))).as("logs").isEmpty();
        assertThat(address.in(system.data().resolve("wildfly")))
                .as("WildFly's data")
                .isEmpty();

        Files.writeString(folder.resolve("planted"), "ipAddress=" + CALLER);
        assertThat(address.in(folder)).as("planted").isNotEmpty();
    }

    @Test
    @DisplayName("Keycloak stores neither sessions nor sign-ins, for both would hold one")
    void storesNoSessions() throws SQLException {
        assertThat(system.token(system.ben(), "openid")).isNotEmpty();

        for (String table : List.of("offline_user_session", "event_entity", "admin_event_entity")) {
            try (Connection database = system.database("keycloak");
                    ResultSet count = database.createStatement().executeQuery("select count(*) from " + table)) {
                assertThat(count.next()).isTrue();
                assertThat(count.getLong(1)).as(table).isZero();
            }
        }
    }

    /** One request from the marked address; gives the answer's beginning. */
    private String call(URI server, String request, String... rest) throws IOException {
        SSLSocketFactory tls = system.trust().getSocketFactory();
        try (Socket plain = new Socket()) {
            plain.bind(new InetSocketAddress(CALLER, 0));
            plain.connect(new InetSocketAddress("127.0.0.1", server.getPort()));
            try (SSLSocket socket = (SSLSocket) tls.createSocket(plain, server.getHost(), server.getPort(), true)) {
                String text = request + "\r\nHost: " + server.getAuthority() + "\r\nConnection: close\r\n"
                        + String.join("\r\n", rest) + (rest.length > 1 ? "" : "\r\n\r\n");
                socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
                return new String(socket.getInputStream().readNBytes(4096), StandardCharsets.US_ASCII);
            }
        }
    }
}
