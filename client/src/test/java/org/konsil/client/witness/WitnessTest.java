package org.konsil.client.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.client.installation.layout.EnvironmentException;
import org.konsil.protocol.proof.note.Checkpoint;
import org.konsil.protocol.proof.note.Cosignature;
import org.konsil.protocol.proof.note.NoteKey;
import org.konsil.protocol.proof.note.TreeHead;
import org.konsil.protocol.proof.tree.ConsistencyPath;
import org.konsil.protocol.proof.tree.TreeHash;
import org.konsil.protocol.proof.witness.AddCheckpoint;

/** Over HTTP, as a log asks; the answers are those of C2SP tlog-witness. */
@DisplayName("A9 a witness")
class WitnessTest {

    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
    private static final NoteKey LOG = new GrowingLog(1, 0).signer.key();

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path home;

    private Path folder;
    private WitnessServer server;
    private NoteKey key;

    @BeforeEach
    void begins() throws IOException {
        folder = home.resolve("witness");
        start();
    }

    @AfterEach
    void ends() {
        server.close();
    }

    private void start() throws IOException {
        Witness witness = Witness.open(folder, Optional.of("witness.example"), List.of(LOG), CLOCK);
        key = witness.key();
        server = WitnessServer.start(witness, new InetSocketAddress("127.0.0.1", 0), Optional.empty());
    }

    @Test
    @DisplayName("signs what it sees first, what grew since, and the same again, with the time")
    void signsWhatGrows() throws Exception {
        GrowingLog log = new GrowingLog(1, 3);
        requireCosigned(log, ask(log.question(0)));
        requireCosigned(log, ask(log.question(3)));
        log.grow(300);
        requireCosigned(log, ask(log.question(3)));
    }

    @Test
    @DisplayName("goes on from what it remembers after a start, with the same key in a file of its own")
    void remembers() throws Exception {
        GrowingLog log = new GrowingLog(1, 10);
        requireCosigned(log, ask(log.question(0)));
        NoteKey before = key;
        server.close();
        start();

        assertThat(key).isEqualTo(before);
        requireConflict(ask(log.question(0)), 10);
        requireCosigned(log, ask(log.grow(1).question(10)));
        assertThat(Files.getPosixFilePermissions(folder.resolve("witness.key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    @DisplayName("409 and the size that it saw, to a log that begins elsewhere: so it learns where to begin")
    void saysWhereToBegin() throws Exception {
        GrowingLog log = new GrowingLog(1, 20);
        requireConflict(ask(log.question(7)), 0);
        requireCosigned(log, ask(log.question(0)));
        log.grow(5);
        requireConflict(ask(log.question(0)), 20);
        requireConflict(ask(log.question(19)), 20);
        requireCosigned(log, ask(log.question(20)));
    }

    @Test
    @DisplayName("does not sign a log that was rolled back, in whatever way it asks")
    void refusesARollback() throws Exception {
        GrowingLog log = new GrowingLog(1, 20);
        requireCosigned(log, ask(log.question(0)));

        log.cutTo(15);
        requireConflict(ask(log.question(0)), 20);
        requireConflict(ask(log.question(15)), 20);
        byte[] claimsToHaveGrown = new AddCheckpoint(
                        20, new ConsistencyPath(List.of()), log.checkpoint().encode())
                .encode();
        assertThat(ask(claimsToHaveGrown).statusCode()).isEqualTo(400);
        requireCosigned(log.grow(5), ask(log.question(20)));
    }

    @Test
    @DisplayName("does not sign a fork: neither another history that is longer (422) nor one as long (409)")
    void refusesAFork() throws Exception {
        GrowingLog log = new GrowingLog(1, 20);
        requireCosigned(log, ask(log.question(0)));

        GrowingLog fork = new GrowingLog(1, 20).with(4, "another one");
        requireConflict(ask(fork.question(20)), 20);
        fork.grow(3);
        assertThat(ask(fork.question(20)).statusCode()).isEqualTo(422);
        requireConflict(ask(fork.question(0)), 20);
        requireCosigned(log, ask(log.grow(3).question(20)));
    }

    @Test
    @DisplayName("does not sign a first checkpoint that brings a path, nor an empty log with a head")
    void refusesAFalseBeginning() throws Exception {
        GrowingLog log = new GrowingLog(1, 4);
        byte[] withPath = new AddCheckpoint(
                        0,
                        new ConsistencyPath(List.of(TreeHash.EMPTY)),
                        log.checkpoint().encode())
                .encode();
        assertThat(ask(withPath).statusCode()).isEqualTo(422);
        Checkpoint none = log.signer.sign(new TreeHead(GrowingLog.NAME, 0, TreeHash.ofLeaf(new byte[1])));
        byte[] headless = new AddCheckpoint(0, new ConsistencyPath(List.of()), none.encode()).encode();
        requireConflict(ask(headless), 0);
    }

    @Test
    @DisplayName("403 for another key of the same name, 404 for a log that it does not know, 400 for noise")
    void refusesOthers() throws Exception {
        GrowingLog thief = new GrowingLog(2, 5);
        assertThat(ask(thief.question(0)).statusCode()).isEqualTo(403);
        String other = new String(new GrowingLog(1, 5).question(0), StandardCharsets.UTF_8)
                .replace(GrowingLog.NAME, "proof.other.example/2026");
        assertThat(ask(other.getBytes(StandardCharsets.UTF_8)).statusCode()).isEqualTo(404);
        assertThat(ask("noise".getBytes(StandardCharsets.UTF_8)).statusCode()).isEqualTo(400);
        assertThat(ask(new byte[AddCheckpoint.MOST_BYTES + 1]).statusCode()).isEqualTo(413);
        HttpRequest get = HttpRequest.newBuilder(server.address().resolve("/add-checkpoint"))
                .build();
        assertThat(http.send(get, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(405);
        HttpRequest elsewhere =
                HttpRequest.newBuilder(server.address().resolve("/")).build();
        assertThat(http.send(elsewhere, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("signs no question in which a bit was turned, wherever it is")
    void refusesTurnedBits() throws Exception {
        GrowingLog log = new GrowingLog(1, 5);
        requireCosigned(log, ask(log.question(0)));
        byte[] question = log.grow(2).question(5);

        for (int at = 0; at < question.length; at++) {
            byte[] turned = question.clone();
            turned[at] ^= 1;
            assertThat(ask(turned).statusCode()).as("byte %d", at).isIn(400, 403, 404, 409, 422);
        }
        requireCosigned(log, ask(question));
    }

    @Test
    @DisplayName("of two histories that come at once it signs one")
    void signsOneOfTwo() throws Exception {
        GrowingLog log = new GrowingLog(1, 8);
        requireCosigned(log, ask(log.question(0)));
        ExecutorService both = Executors.newFixedThreadPool(8);
        List<Callable<Integer>> questions = new ArrayList<>();
        for (int history = 0; history < 8; history++) {
            byte[] question = new GrowingLog(1, 9).with(8, "history " + history).question(8);
            questions.add(() -> ask(question).statusCode());
        }

        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> status : both.invokeAll(questions)) {
            statuses.add(status.get());
        }
        both.shutdown();

        assertThat(statuses).containsOnlyOnce(200).contains(409);
    }

    @Test
    @DisplayName("remembers before it signs: if the disk takes nothing it signs nothing, and neither history is lost")
    void signsNothingItCannotRemember() throws Exception {
        GrowingLog log = new GrowingLog(1, 5);
        requireCosigned(log, ask(log.question(0)));
        Path seen = folder.resolve("witnessed");
        byte[] before = Files.readAllBytes(seen);
        Files.delete(seen);
        Files.createDirectory(seen);
        Files.createFile(seen.resolve("in the way"));

        assertThat(ask(log.grow(1).question(5)).statusCode()).isEqualTo(500);

        Files.delete(seen.resolve("in the way"));
        Files.delete(seen);
        Files.write(seen, before);
        requireCosigned(log, ask(log.question(5)));
        assertThat(Files.readAllBytes(seen)).isNotEqualTo(before);
    }

    @Test
    @DisplayName("is not put out by somebody who begins a question and never ends it")
    void outlivesASlowOne() throws Exception {
        try (Socket slow = new Socket("127.0.0.1", server.address().getPort())) {
            slow.getOutputStream()
                    .write("POST /add-checkpoint HTTP/1.1\r\nHost: w\r\nContent-Length: 1000\r\n\r\nold"
                            .getBytes(StandardCharsets.US_ASCII));
            GrowingLog log = new GrowingLog(1, 5);
            requireCosigned(log, ask(log.question(0)));
        }
    }

    @Test
    @DisplayName("does not start without its memory, without its key, with one that others can read, or twice")
    void doesNotStartHalf() throws Exception {
        requireRefused("another witness works");
        server.close();
        Path seen = folder.resolve("witnessed");
        GrowingLog log = new GrowingLog(1, 5);
        start();
        requireCosigned(log, ask(log.question(0)));
        server.close();
        byte[] memory = Files.readAllBytes(seen);

        Files.delete(seen);
        requireRefused("does not remember");
        Files.write(seen, Arrays.copyOf(memory, memory.length / 2));
        Files.setPosixFilePermissions(seen, PosixFilePermissions.fromString("rw-------"));
        requireRefused("cannot be read");
        Files.write(seen, memory);
        Path keyFile = folder.resolve("witness.key");
        Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-r--r--"));
        requireRefused("0600");
        byte[] kept = Files.readAllBytes(keyFile);
        Files.delete(keyFile);
        requireRefused("key of this witness is gone");
        Files.write(keyFile, kept);
        Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-------"));
        start();
        requireConflict(ask(log.question(0)), 5);
    }

    @Test
    @DisplayName("takes no other key for a log that it has signed")
    void refusesAnotherKeyOfTheLog() throws Exception {
        GrowingLog log = new GrowingLog(1, 5);
        requireCosigned(log, ask(log.question(0)));
        server.close();
        NoteKey other = new GrowingLog(2, 0).signer.key();
        assertThatThrownBy(() -> Witness.open(folder, Optional.empty(), List.of(other), CLOCK))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("another key");
        start();
    }

    private void requireRefused(String why) {
        assertThatThrownBy(() -> Witness.open(folder, Optional.of("witness.example"), List.of(LOG), CLOCK))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining(why);
    }

    private HttpResponse<byte[]> ask(byte[] question) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.address().resolve("/add-checkpoint"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(question))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private void requireCosigned(GrowingLog log, HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        Checkpoint cosigned = log.checkpoint().with(key, answer.body());
        assertThat(cosigned.cosignatures(List.of(key))).containsExactly(new Cosignature(key, NOON));
    }

    private static void requireConflict(HttpResponse<byte[]> answer, long seen) {
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/x.tlog.size");
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(seen + "\n");
    }
}
