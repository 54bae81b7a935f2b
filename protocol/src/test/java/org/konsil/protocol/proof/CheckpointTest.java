package org.konsil.protocol.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.protocol.proof.note.Checkpoint;
import org.konsil.protocol.proof.note.NoteKey;
import org.konsil.protocol.proof.note.NoteKind;
import org.konsil.protocol.proof.note.NoteSigner;
import org.konsil.protocol.proof.note.TreeHead;
import org.konsil.protocol.proof.note.UnverifiedCheckpoint;
import org.konsil.protocol.proof.tree.TreeHash;

@DisplayName("N2 a checkpoint")
class CheckpointTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final TestLog log = TestLog.of(3);
    private final Checkpoint checkpoint = log.checkpoint();
    private final NoteKey key = log.signer.key();
    private final NoteSigner witness = TestLog.signer("witness.example/w1", NoteKind.WITNESS, 0x22);

    @Test
    @DisplayName("is refused with any bit of its text or its own signature flipped")
    void findsEveryFlip() {
        byte[] bytes = checkpoint.encode();
        for (int at = 0; at < bytes.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] flipped = bytes.clone();
                flipped[at] ^= (byte) (1 << bit);
                refused(() -> UnverifiedCheckpoint.parse(flipped).check(key));
            }
        }
    }

    @Test
    @DisplayName("is refused with a foreign key of the same name")
    void refusesAForeignKey() {
        NoteKey foreign = TestLog.signer(TestLog.ORIGIN, NoteKind.LOG, 0x33).key();

        refused(() -> UnverifiedCheckpoint.parse(checkpoint.encode()).check(foreign), ProofFault.UNSIGNED);
    }

    @Test
    @DisplayName("keeps the signatures of others, and passes over those that nobody knows")
    void keepsForeignSignatures() {
        Checkpoint seen = checkpoint.with(witness.key(), witness.cosign(checkpoint, NOON));
        byte[] bytes = seen.encode();

        Checkpoint read = UnverifiedCheckpoint.parse(bytes).check(key);

        assertThat(read.encode()).isEqualTo(bytes);
        assertThat(read.cosignatures(List.of())).isEmpty();
        assertThat(read.cosignatures(List.of(witness.key())).get(0).at()).isEqualTo(NOON);
        assertThat(checkpoint.cosignatures(List.of(witness.key()))).isEmpty();
    }

    @Test
    @DisplayName("is not seen by a witness whose signature was changed, moved or made for another head")
    void refusesForgedCosignatures() {
        byte[] line = witness.cosign(checkpoint, NOON);
        Checkpoint other = TestLog.of(4).checkpoint();
        NoteKey foreign =
                TestLog.signer("witness.example/w1", NoteKind.WITNESS, 0x23).key();

        refused(() -> other.with(witness.key(), line), ProofFault.SIGNATURE_FORGED);
        refused(() -> checkpoint.with(foreign, line), ProofFault.UNSIGNED);
        for (int at = 0; at < line.length; at++) {
            byte[] flipped = line.clone();
            flipped[at] ^= 1;
            refused(() -> checkpoint.with(witness.key(), flipped));
        }
    }

    @Test
    @DisplayName("has at most one signature of a key")
    void refusesTwoSignaturesOfAKey() {
        String text = new String(checkpoint.encode(), StandardCharsets.UTF_8);
        String line = text.substring(text.indexOf('\u2014'));

        refused(() -> parse(text + line).check(key), ProofFault.MALFORMED);
    }

    @Test
    @DisplayName("is bounded: length, signatures, numbers, control characters, extension lines")
    void isBounded() {
        String text = new String(checkpoint.encode(), StandardCharsets.UTF_8);
        String stranger = "\u2014 stranger.example AAAAAAAAAAA=\n";

        refused(
                () -> UnverifiedCheckpoint.parse(
                        Arrays.copyOf(checkpoint.encode(), UnverifiedCheckpoint.MOST_BYTES + 1)),
                ProofFault.TOO_LONG);
        assertThat(parse(text + stranger.repeat(63)).check(key).size()).isEqualTo(3);
        for (String wrong : List.of(
                text + stranger.repeat(64),
                text.replace("\n3\n", "\n03\n"),
                text.replace("\n3\n", "\n-3\n"),
                text.replace("\n3\n", "\n99999999999999999999\n"),
                text.replace("\n3\n", "\n9223372036854775808\n"),
                text.replace("\n3\n", "\n3\r\n"),
                text.replace("=\n\n", "=\nextension\n\n"),
                text.replace("=\n\n", "\n\n"),
                text.substring(0, text.length() - 1),
                text + "\n",
                text + "no signature\n",
                "")) {
            refused(() -> parse(wrong), ProofFault.MALFORMED);
        }
    }

    @Test
    @DisplayName("is signed by its own log only, and by keys of the right kind")
    void keepsKeysApart() {
        TreeHead foreign = new TreeHead("another.example/log", 0, TreeHash.EMPTY);

        refused(() -> log.signer.sign(foreign), ProofFault.WRONG_LOG);
        assertThatThrownBy(() -> witness.sign(foreign)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> log.signer.cosign(checkpoint, NOON)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> checkpoint.cosignatures(List.of(key))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("has a key whose text is one of a kind")
    void readsKeysStrictly() {
        String text = key.text();
        for (int at = 0; at < text.length(); at++) {
            String flipped = text.substring(0, at) + (char) (text.charAt(at) ^ 1) + text.substring(at + 1);
            String shorter = text.substring(0, at);
            refused(() -> NoteKey.parse(flipped));
            refused(() -> NoteKey.parse(shorter));
        }
        refused(() -> NoteKey.parse("a".repeat(401)));
        String known = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
        assertThat(NoteKey.parse(known).text()).isEqualTo(known);
    }

    @Test
    @DisplayName("says nothing of its signer's secret, which is gone when it is closed")
    void wipesItsSecret() {
        TestLog closed = TestLog.of(1);
        closed.signer.close();

        assertThatThrownBy(closed::checkpoint).isInstanceOf(IllegalStateException.class);
    }

    private static UnverifiedCheckpoint parse(String text) {
        return UnverifiedCheckpoint.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void refused(ThrowingCallable act) {
        assertThatThrownBy(act).isInstanceOf(ProofRefusedException.class);
    }

    private static void refused(ThrowingCallable act, ProofFault fault) {
        assertThatThrownBy(act).isInstanceOf(ProofRefusedException.class).hasMessage(fault.name());
    }
}
