package org.konsil.server.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.protocol.proof.KeyStatement;
import org.konsil.protocol.proof.UnverifiedProof;
import org.konsil.protocol.proof.note.Checkpoint;
import org.konsil.protocol.proof.note.NoteKey;
import org.konsil.server.proof.sequencing.LogFixture;

/** The log on a real PostgreSQL, as it grows and is given out. */
@DisplayName("A9 N2 the proof log")
class ProofLogTest {

    private static final String KEY_OF_ANOTHER_LOG =
            "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    private static ServerLog server;

    @TempDir
    Path folder;

    private LogFixture log;

    @BeforeAll
    static void starts() throws Exception {
        server = new ServerLog();
    }

    @AfterAll
    static void stops() throws IOException {
        server.close();
    }

    @BeforeEach
    void begins() throws IOException {
        server.empty();
        log = server.node(folder);
    }

    @Test
    @DisplayName(
            "begins with the statement whose key it is, by a certificate of the Service CA; then come the events in order")
    void beginsWithItsKey() throws Exception {
        Checkpoint signed = grow(3);

        List<String> entries = server.published(signed);
        KeyStatement statement = KeyStatement.parse(bytes(entries.get(0)));
        assertThat(statement.entry()).isEqualTo(bytes(entries.get(0)));
        statement.check(log.key()).get(1).verify(server.cas().root().getPublicKey());
        assertThat(signed.origin()).isEqualTo("proof.klinikum.example/2026");
        assertThat(entries.subList(1, 4)).containsExactly(removed(1), removed(2), removed(3));
        assertThat(server.count("proof_outbox")).isZero();
    }

    @Test
    @DisplayName("A statement that was changed, or speaks of another key, shows nothing")
    void refusesAForgedStatement() {
        String entry = server.published(grow(1)).get(0);
        KeyStatement statement = KeyStatement.parse(bytes(entry));

        KeyStatement later = KeyStatement.parse(bytes(entry.replace("\"notAfter\":\"20", "\"notAfter\":\"30")));
        assertThatThrownBy(() -> later.check(log.key())).hasMessage("SIGNATURE_FORGED");
        assertThatThrownBy(() -> statement.check(NoteKey.parse(KEY_OF_ANOTHER_LOG)))
                .hasMessage("WRONG_LOG");
        assertThatThrownBy(() -> KeyStatement.parse(new byte[20_000])).hasMessage("TOO_LONG");
        assertThatThrownBy(() -> KeyStatement.parse(bytes("{}"))).hasMessage("MALFORMED");
    }

    @Test
    @DisplayName("grows over the ends of tiles, in batches, and every checkpoint is the one before, grown")
    void growsOverTiles() {
        List<Checkpoint> signed = new ArrayList<>();
        for (int events : new int[] {200, 55, 1, 300, 1500, 1000, 1}) {
            signed.add(grow(events));
        }

        assertThat(signed).extracting(Checkpoint::size).containsExactly(201L, 256L, 257L, 557L, 2057L, 3057L, 3058L);
        for (Checkpoint before : signed) {
            assertThat(server.published(before)).hasSize((int) before.size());
        }
    }

    @Test
    @DisplayName("An event is neither lost nor there twice when the power fails before the commit, nor after it")
    void losesNothing() throws Exception {
        grow(5);
        server.happen(5);

        log.nextAndFail();
        assertThat(server.count("proof_outbox")).isEqualTo(5);
        assertThat(server.count("proof_entry")).isEqualTo(6);
        log.integrate();
        server.node(folder).integrate();

        assertThat(log.signed().size()).isEqualTo(11);
        assertThat(server.published(log.signed()).subList(6, 11))
                .containsExactly(removed(1), removed(2), removed(3), removed(4), removed(5));
    }

    @Test
    @DisplayName("has one writer: nodes that write at once leave no gap, no double, and one line of checkpoints")
    void hasOneWriter() throws Exception {
        grow(1);
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        List<Future<?>> running = new ArrayList<>();
        for (int node = 0; node < 4; node++) {
            LogFixture another = server.node(folder);
            running.add(nodes.submit(() -> {
                for (int i = 0; i < 25; i++) {
                    server.happen(1);
                    another.integrate();
                }
            }));
        }
        for (Future<?> one : running) {
            one.get();
        }
        nodes.shutdown();

        Checkpoint signed = grow(1);

        assertThat(signed.size()).isEqualTo(103);
        assertThat(server.published(signed)).hasSize(103);
    }

    @Test
    @DisplayName("starts beside a node that signs while this one compares the log with what was signed")
    void startsBesideAnother() throws IOException {
        grow(1);
        LogFixture another = server.node(folder);
        another.meanwhile(() -> grow(1));

        another.integrate();

        assertThat(another.isRefused()).isFalse();
    }

    @Test
    @DisplayName(
            "asks as much of the database for an act in a log of seventy thousand entries as in one of ten: 7 statements")
    void costsTheSameInALongLog() {
        Set<Long> costs = new HashSet<>();
        for (int events : new int[] {10, 300, 69_700}) {
            grow(events);
            server.happen(1);
            costs.add(server.statements(log::integrate));
        }
        long idle = server.statements(log::integrate);

        // Whose turn it is, what waits, the last checkpoint, the end of the tree; then entries, tiles, checkpoint.
        assertThat(costs).containsExactly(7L);
        assertThat(idle).isEqualTo(2);
    }

    @Test
    @DisplayName("gives out only what was signed, and nothing for names that are none")
    void givesOutWhatIsThere() {
        assertThatThrownBy(() -> server.checkpoint()).isInstanceOf(UnknownProofFileException.class);
        assertThatThrownBy(() -> server.file("tile/0/000.p/1")).isInstanceOf(UnknownProofFileException.class);
        grow(2);

        assertThat(server.checkpoint()).isEqualTo(log.signed().encode());
        assertThat(server.file("tile/0/000.p/3")).hasSize(96);
        for (String name : List.of(
                "tile/0/000",
                "tile/0/000.p/4",
                "tile/entries/000.p/4",
                "tile/1/000.p/1",
                "tile/0/001.p/1",
                "etc",
                "")) {
            assertThatThrownBy(() -> server.file(name)).isInstanceOf(UnknownProofFileException.class);
        }
    }

    @Test
    @DisplayName("N12 gives out the proof of a certificate by its digest, and of nothing else")
    void provesCertificates() {
        String digest = "ab".repeat(32);
        grow(300);
        server.edit("insert into proof_outbox (kind, at, subject) values ('certificate-issued', '2026-11-26T21:29:59Z',"
                + " '{\"issuer\":\"01\",\"serial\":\"a\",\"sha256\":\"" + digest + "\"}'),"
                + " ('certificate-revoked', '2026-11-26T21:29:59Z', '{\"sha256\":\"" + "cd".repeat(32) + "\"}')");
        grow(300);

        UnverifiedProof proof = UnverifiedProof.parse(server.certificate(digest));
        assertThat(proof.check(log.key(), proof.extra()).index()).isEqualTo(301);
        assertThat(new String(proof.extra(), StandardCharsets.UTF_8)).contains(digest);
        for (String other : List.of("cd".repeat(32), "ef".repeat(32), "")) {
            assertThatThrownBy(() -> server.certificate(other)).isInstanceOf(UnknownProofFileException.class);
        }
    }

    private Checkpoint grow(int events) {
        server.happen(events);
        log.integrate();
        return log.signed();
    }

    private static String removed(int device) {
        return "{\"at\":\"2026-11-26T21:29:00Z\",\"kind\":\"device-removed\",\"subject\":{\"device\":\"" + device
                + "\"},\"v\":1}";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
