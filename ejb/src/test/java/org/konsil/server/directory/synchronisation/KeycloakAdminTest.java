package org.konsil.server.directory.synchronisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.server.access.IdentityUnreachableException;

/** Against a server that answers as Keycloak 26 does, also while it has lost its database. */
@DisplayName("The staff, read from Keycloak")
class KeycloakAdminTest {

    private static final String NO_ROLES = "[]";
    private static final String STAFF = "[{\"name\":\"staff\"}]";

    @TempDir
    Path folder;

    /** Each user's roles, as JSON. */
    private final Map<String, String> users = new TreeMap<>();

    private final Set<String> leftOut = new TreeSet<>();
    private boolean withoutDatabase;
    private HttpServer server;
    private KeycloakAdmin keycloak;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/token", exchange -> answer(exchange, 200, "{\"access_token\":\"t\"}"));
        server.createContext("/admin/roles/staff/users", this::list);
        server.createContext("/admin/users/", this::user);
        server.start();
        URI here = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        Path secret = Files.createFile(
                folder.resolve("secret"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        DirectorySettings settings = new DirectorySettings();
        settings.adminUri = here.resolve("/admin");
        settings.tokenUri = here.resolve("/token");
        settings.clientId = "directory";
        settings.clientSecretFile =
                Files.writeString(secret, "a secret of the test\n").toString();
        keycloak = new KeycloakAdmin(settings);
        IntStream.rangeClosed(1, 250).forEach(at -> users.put("person-" + at, STAFF));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void list(HttpExchange exchange) throws IOException {
        Map<String, Integer> asked = Map.of("first", number(exchange, "first"), "max", number(exchange, "max"));
        answer(
                exchange,
                200,
                users.entrySet().stream()
                        .filter(user -> user.getValue().equals(STAFF))
                        .map(Map.Entry::getKey)
                        .filter(user -> !withoutDatabase && !leftOut.contains(user))
                        .skip(asked.get("first"))
                        .limit(asked.get("max"))
                        .map(KeycloakAdminTest::json)
                        .collect(Collectors.joining(",", "[", "]")));
    }

    private static int number(HttpExchange exchange, String name) {
        return Integer.parseInt(exchange.getRequestURI().getQuery().replaceAll(".*\\b" + name + "=(\\d+).*", "$1"));
    }

    private void user(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/", -1);
        if (withoutDatabase) {
            answer(exchange, 500, "{\"error\":\"unknown_error\"}");
        } else if (!users.containsKey(path[3])) {
            answer(exchange, 404, "{\"error\":\"User not found\"}");
        } else {
            answer(exchange, 200, path.length == 4 ? json(path[3]) : users.get(path[3]));
        }
    }

    private static String json(String user) {
        return "{\"id\":\"" + user + "\",\"username\":\"" + user + "\",\"enabled\":true}";
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private List<String> read() {
        return keycloak
                .readStaff(IntStream.rangeClosed(1, 250)
                        .mapToObj(at -> "person-" + at)
                        .toList())
                .stream()
                .map(KeycloakPerson::subject)
                .toList();
    }

    @Test
    @DisplayName("are all of them, page by page")
    void areAll() {
        assertThat(read()).hasSize(250).containsExactlyInAnyOrderElementsOf(users.keySet());
    }

    @Test
    @DisplayName("are without those who are gone or have the role no longer")
    void areWithoutThoseWhoAreGone() {
        users.remove("person-7");
        users.put("person-8", NO_ROLES);

        assertThat(read()).hasSize(248).doesNotContain("person-7", "person-8");
    }

    @Test
    @DisplayName("are not said to be nobody by a Keycloak that has lost its database and answers with an empty list")
    void areNotNobody() {
        withoutDatabase = true;

        assertThatThrownBy(this::read).isInstanceOf(IdentityUnreachableException.class);
    }

    @Test
    @DisplayName(
            "are not fewer because a list lacks somebody who is staff, by a group for one; who is gone is gone all the same")
    void areNotFewer() {
        leftOut.add("person-9");
        users.remove("person-7");

        assertThat(read()).hasSize(249).contains("person-9").doesNotContain("person-7");
    }
}
