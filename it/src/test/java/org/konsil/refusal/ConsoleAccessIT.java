package org.konsil.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.konsil.client.demo.DemoPerson;
import org.konsil.support.RawDevice;
import org.konsil.support.RunningSystem;
import org.konsil.web.console.frame.ConsolePage;

@DisplayName("The console: each role has its own pages and acts, by whatever way")
class ConsoleAccessIT {

    private static final RunningSystem SYSTEM = RunningSystem.get();
    private static final Pattern VIEW_STATE =
            Pattern.compile("name=\"jakarta.faces.ViewState\"[^>]*value=\"([^\"]+)\"");
    private static final List<String> ROLES =
            List.of("registration-officer", "approver", "it-operator", "compliance-officer", "data-protection-officer");
    /** 200 or 403 for each role, in the order of {@link #ROLES}. */
    private static final Map<String, String> TABLE = Map.ofEntries(
            Map.entry("/index.xhtml", "200 200 200 200 200"),
            Map.entry("/certificates.xhtml", "200 200 200 200 403"),
            Map.entry("/certificate.xhtml", "200 200 200 200 403"),
            Map.entry("/certificate-file", "200 200 200 200 403"),
            Map.entry("/certificates.csv", "200 200 200 200 403"),
            Map.entry("/revocation.xhtml", "200 403 403 403 403"),
            Map.entry("/requests.xhtml", "200 200 200 403 403"),
            Map.entry("/request.xhtml", "200 200 403 403 403"),
            Map.entry("/people.xhtml", "200 200 200 403 403"),
            Map.entry("/person.xhtml", "200 200 200 403 403"),
            Map.entry("/hardware.xhtml", "200 200 200 403 403"),
            Map.entry("/hardware-entry.xhtml", "200 200 200 403 403"),
            Map.entry("/hardware-new.xhtml", "200 403 403 403 403"),
            Map.entry("/hardware-end.xhtml", "200 403 403 403 403"),
            Map.entry("/profiles.xhtml", "200 200 200 200 403"),
            Map.entry("/profile.xhtml", "200 200 200 200 403"),
            Map.entry("/profile-change.xhtml", "200 403 200 403 403"),
            Map.entry("/authorities.xhtml", "200 200 200 200 403"),
            Map.entry("/expiry.xhtml", "200 200 200 200 403"),
            Map.entry("/health.xhtml", "403 403 200 200 403"),
            Map.entry("/settings.xhtml", "403 403 200 200 200"),
            Map.entry("/activity.xhtml", "403 403 403 200 200"));

    private static final Map<String, String> COOKIES = new HashMap<>();

    @SuppressWarnings("NullAway.Init")
    private static RawDevice device;

    @SuppressWarnings("NullAway.Init")
    private static String request;

    @SuppressWarnings("NullAway.Init")
    private static String hardware;

    @BeforeAll
    static void signEverybodyIn() throws IOException, SQLException {
        for (String role : ROLES) {
            COOKIES.put(role, SYSTEM.consoleSessionCookie(SYSTEM.newcomer("Office", Set.of(role))));
        }
        DemoPerson owner = SYSTEM.newcomer("Owner");
        device = RawDevice.enrolled(SYSTEM, owner);
        hardware = newHardware();
        HttpResponse<byte[]> asked = SYSTEM.api()
                .putJson(
                        "/api/v1/profiles/device-tls/change",
                        SYSTEM.token(SYSTEM.registrationOfficer(), "openid"),
                        "{\"life\":\"PT2000H\"}");
        request = new ObjectMapper().readTree(asked.body()).path("approval").asText();
    }

    private static String newHardware() throws SQLException {
        String id = UUID.randomUUID().toString();
        try (Connection database = SYSTEM.database("konsil");
                PreparedStatement insert = database.prepareStatement(
                        "insert into approved_hardware (hardware_id, label,"
                                + " code_sha256, state, changed_at) values (?::uuid, ?, sha256(?::bytea), 'approved', now())")) {
            insert.setString(1, id);
            insert.setString(2, id);
            insert.setBytes(3, id.getBytes(StandardCharsets.UTF_8));
            insert.executeUpdate();
        }
        return id;
    }

    /** What waits is no business of other tests. */
    @AfterAll
    static void refuseTheRequest() {
        SYSTEM.api()
                .putJson(
                        "/api/v1/approvals/" + request + "/decision",
                        SYSTEM.token(SYSTEM.approver(), "openid"),
                        "{\"decision\":\"reject\",\"reason\":\"not-needed\"}");
    }

    @Test
    @DisplayName("the table below knows every page")
    void theTableIsWhole() {
        assertThat(TABLE.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(ConsolePage.values()).map(ConsolePage::path).toList());
    }

    @TestFactory
    @DisplayName("a direct address")
    Stream<DynamicTest> directAddress() {
        return TABLE.entrySet().stream().flatMap(line -> {
            String[] answers = line.getValue().split(" ", -1);
            return Stream.iterate(0, i -> i < ROLES.size(), i -> i + 1)
                    .map(i -> DynamicTest.dynamicTest(
                            ROLES.get(i) + " at " + line.getKey() + ": " + answers[i],
                            () -> assertThat(get(ROLES.get(i), line.getKey()).statusCode())
                                    .isEqualTo(Integer.parseInt(answers[i]))));
        });
    }

    @Test
    @DisplayName("what is no page is not there, and nobody gets in without a session")
    void nothingElse() {
        assertThat(get("registration-officer", "/WEB-INF/frame/page.xhtml").statusCode())
                .isEqualTo(404);
        assertThat(get("registration-officer", "/other.xhtml").statusCode()).isEqualTo(404);
        assertThat(SYSTEM.api().get("/admin/certificates.xhtml", null).statusCode())
                .isEqualTo(302);
    }

    @Test
    @DisplayName("no page may be framed, and none runs a script that is not ours")
    void headers() {
        HttpResponse<byte[]> page = get("registration-officer", "/certificates.xhtml");

        assertThat(page.headers().firstValue("X-Frame-Options")).contains("DENY");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("frame-ancestors 'none'", "default-src 'none'", "style-src 'self';", "'nonce-")
                        .doesNotContain("unsafe"));
    }

    @Test
    @DisplayName(
            "a forged form does nothing: without a view state, from elsewhere, with another's view state, with another role")
    void forgedForms() throws SQLException {
        String page = "/revocation.xhtml?serial=" + device.serial() + "&act=revoke";
        String body = "deed=deed&reason=keyCompromise&confirm=x&serial=" + device.serial();
        String state = viewState("registration-officer", page);
        String here = SYSTEM.https().toString();

        assertThat(post("registration-officer", page, here, body).statusCode())
                .as("without a view state")
                .isEqualTo(403);
        assertThat(post("registration-officer", page, "https://elsewhere.example", body + state)
                        .statusCode())
                .as("from elsewhere")
                .isEqualTo(403);
        assertThat(post("registration-officer", page, "null", body + state).statusCode())
                .as("from nowhere")
                .isEqualTo(403);
        assertThat(post("approver", page, here, body + state).statusCode())
                .as("by another role")
                .isEqualTo(403);
        String other = viewState("approver", "/request.xhtml?id=" + request);
        HttpResponse<byte[]> foreign = post("registration-officer", page, here, body + other);
        assertThat(foreign.statusCode())
                .as("with a view state of another session")
                .isNotIn(200, 302, 303);
        assertThat(foreign.headers().firstValue("Content-Type").orElse(""))
                .as("a browser shows it as a page")
                .startsWith("text/html");
        assertThat(post("approver", "/request.xhtml?id=" + request, here, body + state)
                        .statusCode())
                .as("with that of another page, at a page of one's own")
                .isNotIn(200, 302, 303);
        assertThat(reason()).isEmpty();

        assertThat(post("registration-officer", page, here, body + state).statusCode())
                .as("the real one")
                .isEqualTo(302);
        assertThat(reason()).isEqualTo("keyCompromise");
    }

    private static String reason() throws SQLException {
        try (Connection database = SYSTEM.database("konsil");
                PreparedStatement query =
                        database.prepareStatement("select reason from certificate_revocation where serial = ?")) {
            query.setString(1, device.serial());
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? rows.getString(1) : "";
            }
        }
    }

    private static String viewState(String role, String page) {
        String html = new String(get(role, page).body(), StandardCharsets.UTF_8);
        Matcher state = VIEW_STATE.matcher(html);
        assertThat(state.find()).as(html).isTrue();
        return "&jakarta.faces.ViewState=" + URLEncoder.encode(state.group(1), StandardCharsets.UTF_8);
    }

    private static HttpResponse<byte[]> get(String role, String path) {
        String question = path.contains("?")
                ? ""
                : switch (path) {
                    case "/certificate.xhtml", "/revocation.xhtml" -> "?serial=" + device.serial();
                    case "/certificate-file" -> "?format=pem&serial=" + device.serial();
                    case "/profile.xhtml", "/profile-change.xhtml" -> "?name=tls-server";
                    case "/request.xhtml" -> "?id=" + request;
                    case "/person.xhtml" -> "?id=" + SYSTEM.userId(SYSTEM.anna());
                    case "/hardware-entry.xhtml", "/hardware-end.xhtml" -> "?id=" + hardware;
                    default -> "";
                };
        return SYSTEM.api()
                .send(SYSTEM.api().request("/admin" + path + question, null).header("Cookie", cookie(role)));
    }

    private static HttpResponse<byte[]> post(String role, String path, String origin, String body) {
        HttpRequest.Builder form = SYSTEM.api()
                .request("/admin" + path, null)
                .header("Cookie", cookie(role))
                .header("Origin", origin)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return SYSTEM.api().send(form);
    }

    private static String cookie(String role) {
        return COOKIES.getOrDefault(role, "");
    }
}
