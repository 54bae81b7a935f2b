package org.konsil.server.proof;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Function;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.proof.note.Checkpoint;
import org.konsil.protocol.proof.note.NoteKey;
import org.konsil.protocol.proof.note.NoteKind;
import org.konsil.protocol.proof.note.NoteSigner;
import org.konsil.protocol.proof.note.UnverifiedCheckpoint;
import org.konsil.protocol.proof.tree.TreeHash;
import org.konsil.protocol.proof.witness.AddCheckpoint;

/** Somebody elsewhere who answers as a witness does, or in whatever way a test says. The real one: ProofWitnessIT. */
final class TestWitness implements AutoCloseable {

    static final Instant TIME = Instant.parse("2026-11-26T21:30:05Z");

    final NoteSigner signer;
    private final HttpServer server;
    private long seen;
    private TreeHash head = TreeHash.EMPTY;
    private Function<byte[], Answer> answers = this::honest;
    private int asked;

    record Answer(int status, byte[] body) {

        Answer(int status, String body) {
            this(status, body.getBytes(StandardCharsets.UTF_8));
        }
    }

    TestWitness(int seed) throws IOException {
        signer = signer("w" + seed + ".example", seed);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/add-checkpoint", exchange -> {
            Answer answer = answers.apply(exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
            exchange.close();
        });
        server.start();
    }

    static NoteSigner signer(String name, int seed) {
        byte[] secret = new byte[NoteSigner.SECRET_BYTES];
        Arrays.fill(secret, (byte) seed);
        return NoteSigner.of(name, NoteKind.WITNESS, SecretBytes.owning(secret));
    }

    /** Its line in a policy, under the name of its key. */
    String line() {
        return "witness " + signer.key().name() + " " + signer.key() + " http://127.0.0.1:"
                + server.getAddress().getPort() + "/\n";
    }

    void answers(Function<byte[], Answer> otherwise) {
        answers = otherwise;
    }

    void answersHonestly() {
        answers = this::honest;
    }

    /** How often it was asked. */
    int asked() {
        return asked;
    }

    void forget() {
        seen = 0;
        head = TreeHash.EMPTY;
    }

    /** The checkpoint of a question, unchecked: by the key that it says it has. */
    static Checkpoint checkpoint(byte[] body, NoteKey log) {
        return UnverifiedCheckpoint.parse(AddCheckpoint.parse(body).checkpoint())
                .check(log);
    }

    NoteKey log;

    Answer honest(byte[] body) {
        asked++;
        AddCheckpoint question = AddCheckpoint.parse(body);
        if (question.oldSize() != seen) {
            return new Answer(409, seen + "\n");
        }
        Checkpoint checkpoint = checkpoint(body, log);
        question.path().check(seen, head, checkpoint.size(), checkpoint.hash());
        seen = checkpoint.size();
        head = checkpoint.hash();
        return new Answer(200, signer.cosign(checkpoint, TIME));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
