package org.konsil.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.client.demo.DemoPerson;
import org.konsil.client.installation.layout.SecretName;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.proof.note.Checkpoint;
import org.konsil.protocol.proof.note.NoteKey;
import org.konsil.protocol.proof.note.NoteKind;
import org.konsil.protocol.proof.note.NoteSigner;
import org.konsil.protocol.proof.note.TreeHead;
import org.konsil.protocol.proof.note.UnverifiedCheckpoint;
import org.konsil.protocol.proof.tree.ConsistencyPath;
import org.konsil.protocol.proof.tree.TreeHash;
import org.konsil.protocol.proof.witness.AddCheckpoint;
import org.konsil.protocol.proof.witness.WitnessPolicy;
import org.konsil.support.RawDevice;
import org.konsil.support.RunningSystem;
import org.konsil.support.WitnessProcess;

/** A real witness beside the real server, each a process of its own. */
@DisplayName("A9 the proof log and its witness")
class ProofWitnessIT {

    private static final String WITNESSES = "/api/v1/proof/witnesses";
    private static final String WITNESSED = "/api/v1/proof/witnessed/checkpoint";
    private static final String NOBODY = "quorum none\n";

    private final RunningSystem system = RunningSystem.get();
    private final DemoPerson anna = system.anna();

    @TempDir
    Path home;

    private NoteKey log;

    @BeforeEach
    void begins() {
        RawDevice.enrolled(system, anna);
        system.await("a log", () -> standing().has("log"));
        log = NoteKey.parse(standing().path("log").asText());
    }

    @AfterEach
    void ends() {
        policy(NOBODY);
    }

    @Test
    @DisplayName("Without one the log is unwitnessed, as the auditor and the health answer say; others are not told")
    void isUnwitnessedWithoutOne() {
        system.await("unwitnessed", () -> state().equals("unwitnessed"));

        assertThat(standing().path("unwitnessedSince").asText()).isNotEmpty();
        system.await("known to the health answer", () -> health().contains("\"unwitnessed\""));
        assertThat(status(WITNESSED, auditor())).isEqualTo(404);
        for (String path : List.of(WITNESSES, WITNESSED)) {
            assertThat(status(path, null)).isEqualTo(401);
            assertThat(status(path, system.token(anna, "openid"))).isEqualTo(403);
            assertThat(status(path, system.token(system.itOperator(), "openid")))
                    .isEqualTo(403);
        }
    }

    @Test
    @DisplayName("It signs what grows; killed, it holds up nothing; back again, it goes on from what it remembers")
    void watchesOverTheLog() throws Exception {
        try (WitnessProcess witness = WitnessProcess.begin(home.resolve("witness"), "dpo.example", log)) {
            WitnessPolicy policy = policy("witness dpo " + witness.key() + " " + witness.address() + "\nquorum dpo\n");
            system.await("witnessed", () -> state().equals("witnessed"));
            system.await("known to the health answer", () -> health().contains("\"witnessed\""));

            witness.kill();
            Checkpoint before = witnessed();
            assertThat(policy.isMetBy(policy.cosignatures(before))).isTrue();
            assertThat(revoked()).isEqualTo(204);
            system.await("said to be away", () -> fault().equals("unreachable"));
            assertThat(witnessed().size()).isEqualTo(before.size());

            witness.restart(log);
            system.await("witnessed again", () -> state().equals("witnessed"));
            Checkpoint after = witnessed();
            assertThat(after.size()).isGreaterThan(before.size());
            assertThat(policy.isMetBy(policy.cosignatures(after))).isTrue();
            assertThat(fault()).isEmpty();
            policy(NOBODY);
            system.await("nobody is asked any more", () -> state().equals("unwitnessed"));
            refusesTheOperator(witness, before, witnessed());
        }
    }

    /** Who has the log's own key cannot have the witness sign a second history, nor the first one anew. */
    private void refusesTheOperator(WitnessProcess witness, Checkpoint before, Checkpoint after) throws Exception {
        NoteSigner operator = operator();
        TreeHash other = TreeHash.ofLeaf("another history".getBytes(StandardCharsets.UTF_8));
        Checkpoint fork = operator.sign(new TreeHead(log.name(), after.size(), other));
        Checkpoint longer = operator.sign(new TreeHead(log.name(), after.size() + 1, other));

        assertThat(ask(witness, after.size(), List.of(), fork)).isEqualTo(409);
        assertThat(ask(witness, after.size(), List.of(other, other), longer)).isEqualTo(422);
        assertThat(ask(witness, 0, List.of(), longer)).isEqualTo(409);
        assertThat(ask(witness, before.size(), List.of(), before)).isEqualTo(409);
        assertThat(ask(witness, after.size(), List.of(), after)).isEqualTo(200);
    }

    private static int ask(WitnessProcess witness, long old, List<TreeHash> path, Checkpoint shown) throws Exception {
        byte[] question = new AddCheckpoint(old, new ConsistencyPath(path), shown.encode()).encode();
        HttpRequest request = HttpRequest.newBuilder(witness.address().resolve("/add-checkpoint"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(question))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private NoteSigner operator() throws Exception {
        char[] password = system.installation()
                .secrets()
                .require(SecretName.PROOF_KEY_PASSWORD)
                .toCharArray();
        Path file = system.installation().folders().proof().resolve("note-key.p12");
        try (InputStream sealed = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(sealed, password);
            SecretBytes secret =
                    SecretBytes.owning(store.getKey(log.name(), password).getEncoded());
            return NoteSigner.of(log.name(), NoteKind.LOG, secret);
        }
    }

    private WitnessPolicy policy(String text) {
        try {
            Files.writeString(system.installation().folders().witnessPolicyFile(), text);
            return WitnessPolicy.parse(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int revoked() {
        RawDevice device = RawDevice.enrolled(system, anna);
        return system.api()
                .putJson(
                        "/api/v1/certificates/" + device.serial() + "/revocation",
                        system.token(system.registrationOfficer(), "openid"),
                        "{\"reason\":\"keyCompromise\"}")
                .statusCode();
    }

    private JsonNode standing() {
        try {
            return new ObjectMapper()
                    .readTree(system.api().get(WITNESSES, auditor()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String state() {
        return standing().path("state").asText();
    }

    private String fault() {
        return standing().at("/witnesses/0/fault").asText();
    }

    private Checkpoint witnessed() {
        return UnverifiedCheckpoint.parse(system.api().get(WITNESSED, auditor()).body())
                .check(log);
    }

    private String health() {
        byte[] body = system.api().get("/api/v1/health/ready", null).body();
        return new String(body, StandardCharsets.UTF_8);
    }

    private int status(String path, @Nullable String token) {
        return system.api().get(path, token).statusCode();
    }

    private String auditor() {
        return system.token(system.complianceOfficer(), "openid");
    }
}
