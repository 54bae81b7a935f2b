package org.konsil.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.client.demo.DemoPerson;
import org.konsil.client.proof.CertificateProof;
import org.konsil.client.proof.LogCheck;
import org.konsil.client.proof.LogFiles;
import org.konsil.client.proof.LogReport;
import org.konsil.client.proof.LogTrust;
import org.konsil.client.proof.LogVerifier;
import org.konsil.pki.Certificates;
import org.konsil.protocol.proof.note.NoteKey;
import org.konsil.protocol.proof.tile.EntryBundle;
import org.konsil.support.DocumentedCommands;
import org.konsil.support.ForeignTool;
import org.konsil.support.RawDevice;
import org.konsil.support.RunningSystem;
import org.konsil.support.ServerFaults;
import org.konsil.support.TimeStampPermission;

/** docs/journeys/proof.md against the running system: an auditor fetches the log, and checks it with the root alone. */
@DisplayName("A9 N2 The proof log of the running server")
class ProofLogIT {

    private static final Path SCRIPT = Path.of("..", "konsil").toAbsolutePath().normalize();
    private static final String LOG = "/api/v1/proof/";
    private static final String TURN =
            "update proof_entry set body = set_byte(body, 60, get_byte(body, 60) # 1) where position = 1";

    private final RunningSystem system = RunningSystem.get();
    private final DemoPerson anna = system.anna();

    @TempDir
    Path folder;

    private DocumentedCommands page;

    @BeforeEach
    void opensThePage() throws IOException {
        ForeignTool.in(folder, "curl");
        Files.copy(system.rootPem(), folder.resolve("root.crt"));
        Files.writeString(folder.resolve("token"), auditor());
        page = DocumentedCommands.of("operations/command.md", folder)
                .where("konsil.hospital.example:8443", system.https().getAuthority())
                .with("konsil() { " + SCRIPT + " \"$@\"; }");
    }

    @Test
    @DisplayName(
            "has each certificate and its end when the answer is there, names nobody, and holds for who has the root")
    void provesWhatTheServerDid() throws Exception {
        RawDevice device = RawDevice.enrolled(system, anna);
        Path october = Files.createDirectories(folder.resolve("october")).resolve("checkpoint");
        Files.write(october, fetch("checkpoint"));
        assertThat(revoke(device).statusCode()).isEqualTo(204);

        String said = page.run("Checking a proof log");

        assertThat(said).contains("grown-since").doesNotContain("FAILED");
        List<String> texts = texts(folder.resolve("november"));
        assertThat(kinds(texts, device)).containsExactly("certificate-issued", "certificate-revoked");
        assertThat(texts)
                .noneMatch(text -> text.contains(device.id().toString())
                        || text.contains(system.userId(anna))
                        || text.contains(anna.username()));
    }

    @Test
    @DisplayName("N12 shows of each certificate that it is in the log, to members of staff who have it")
    void provesCertificates() throws Exception {
        RawDevice device = RawDevice.enrolled(system, anna);
        X509Certificate certificate = device.chain().get(0);
        String path = "certificates/" + Certificates.sha256(certificate);
        String nurse = system.token(system.ben(), "openid");
        NoteKey key = read().verify(Optional.empty()).key().orElseThrow();

        HttpResponse<byte[]> answer = system.api().get(LOG + path, nurse);

        assertThat(answer.statusCode()).isEqualTo(200);
        CertificateProof proof = CertificateProof.check(answer.body(), certificate, key);
        assertThat(proof.proof().checkpoint().size())
                .isGreaterThan(proof.proof().index());
        assertThat(status(path, null)).isEqualTo(401);
        assertThat(status("certificates/" + "0".repeat(64), nurse)).isEqualTo(404);
        assertThat(status("certificates/nonsense", nurse)).isEqualTo(404);
    }

    @Test
    @DisplayName("has the act before its answer, each time: not a second later")
    void answersWhenItIsProven() throws Exception {
        for (int act = 0; act < 5; act++) {
            RawDevice device = RawDevice.enrolled(system, anna);
            assertThat(waiting(device)).isZero();
            assertThat(revoke(device).statusCode()).isEqualTo(204);

            assertThat(waiting(device)).isZero();
            assertThat(system.eventKinds(device.serial())).containsExactly("certificate-issued", "certificate-revoked");
        }
    }

    @Test
    @DisplayName("is stamped once two people permitted it, and is what was stamped, grown, as openssl and konsil say")
    void isStamped() throws IOException {
        ForeignTool.in(folder, "openssl");
        TimeStampPermission.grant(system);
        system.await("a stamp", () -> status("stamp/reply", auditor()) == 200);

        String said = page.where(
                        "http://konsil.hospital.example:8080",
                        system.http().toString().replaceAll("/$", ""))
                .run("Time stamps of a proof log");

        assertThat(said).contains("Verification: OK", "grown-since").doesNotContain("FAILED");
        assertThat(status("stamp/checkpoint", system.token(anna, "openid"))).isEqualTo(403);
        assertThat(status("stamp/reply", null)).isEqualTo(401);
    }

    @Test
    @DisplayName("is given to auditors only, who read and do no more, and to nobody who asks for files that are none")
    void isForAuditors() {
        String auditor = auditor();
        String nurse = system.token(anna, "openid");
        String operator = system.token(system.itOperator(), "openid");

        for (String path : List.of("checkpoint", "tile/0/000.p/1", "tile/entries/000.p/1")) {
            assertThat(status(path, null)).isEqualTo(401);
            assertThat(status(path, nurse)).isEqualTo(403);
            assertThat(status(path, operator)).isEqualTo(403);
            assertThat(status(path, auditor)).isEqualTo(200);
            for (String method : List.of("PUT", "POST", "DELETE", "PATCH")) {
                HttpRequest.Builder request = system.api()
                        .request(LOG + path, auditor)
                        .method(method, HttpRequest.BodyPublishers.ofString("x"));
                assertThat(system.api().send(request).statusCode()).isEqualTo(405);
            }
        }
        for (String path : List.of("tile/0/999", "tile/0/0", "tile/entries/..%2f..", "tile/9/000", "other")) {
            assertThat(status(path, auditor)).isIn(400, 404);
        }
    }

    @Test
    @DisplayName("that somebody edited is found by the auditor, and by the server that starts: it signs no more of it")
    void findsAnEdit() throws Exception {
        RawDevice device = RawDevice.enrolled(system, anna);
        edit();
        try {
            LogReport report = read().verify(Optional.empty());
            assertThat(report.findings().get(LogCheck.ENTRIES_UNCHANGED).detail())
                    .isEqualTo("entry 1");
            assertThat(report.holds()).isFalse();

            restart();
            assertThat(body(revoke(device), 503)).contains("urn:konsil:problem:proof-pending");
            assertThat(waiting(device)).as("it is done, and goes on waiting").isEqualTo(1);
        } finally {
            edit();
            restart();
        }

        assertThat(revoke(device).statusCode()).isEqualTo(204);
        assertThat(waiting(device)).isZero();
        assertThat(read().verify(Optional.empty()).holds()).isTrue();
    }

    private HttpResponse<byte[]> revoke(RawDevice device) {
        return system.api()
                .putJson(
                        "/api/v1/certificates/" + device.serial() + "/revocation",
                        system.token(system.registrationOfficer(), "openid"),
                        "{\"reason\":\"keyCompromise\"}");
    }

    private String auditor() {
        return system.token(system.complianceOfficer(), "openid");
    }

    private void restart() throws InterruptedException {
        new ServerFaults(system).stop();
        new ServerFaults(system).restart();
    }

    private void edit() throws SQLException {
        try (Connection database = system.database("konsil");
                Statement statement = database.createStatement()) {
            assertThat(statement.executeUpdate(TURN)).isEqualTo(1);
        }
    }

    private long waiting(RawDevice device) throws SQLException {
        return system.waitingForProof(device.serial());
    }

    private int status(String path, @Nullable String token) {
        return system.api().get(LOG + path, token).statusCode();
    }

    private static String body(HttpResponse<byte[]> answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private byte[] fetch(String name) throws IOException {
        HttpResponse<byte[]> answer = system.api().get(LOG + name, auditor());
        if (answer.statusCode() != 200) {
            throw new IOException(name + ": " + answer.statusCode());
        }
        return answer.body();
    }

    private LogVerifier read() throws Exception {
        LogFiles files = (name, most) -> fetch(name);
        return new LogVerifier(files, new LogTrust(Certificates.read(system.rootPem()), Optional.empty()));
    }

    private static List<String> texts(Path log) throws IOException {
        try (Stream<Path> files = Files.walk(log.resolve("tile/entries"))) {
            return files.filter(Files::isRegularFile)
                    .flatMap(ProofLogIT::entries)
                    .toList();
        }
    }

    private static Stream<String> entries(Path bundle) {
        try {
            String name = bundle.getFileName().toString();
            boolean partial = bundle.getParent().getFileName().toString().endsWith(".p");
            return EntryBundle.decode(Files.readAllBytes(bundle), partial ? Integer.parseInt(name) : 256).stream()
                    .map(entry -> new String(entry, StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<String> kinds(List<String> texts, RawDevice device) throws IOException {
        List<String> kinds = new ArrayList<>();
        for (String text : texts) {
            JsonNode event = new ObjectMapper().readTree(text);
            if (event.at("/subject/serial").asText().equals(device.serial())) {
                kinds.add(event.path("kind").asText());
            }
        }
        return kinds;
    }
}
