package org.konsil.protocol.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.protocol.proof.note.NoteKey;
import org.konsil.protocol.proof.note.NoteKind;

@DisplayName("N2 N12 a proof in a file")
class ProofTest {

    private final TestLog log = TestLog.of(300);
    private final byte[] bytes =
            Proof.of(TestLog.entry(7), 7, proofs(), log.checkpoint()).encode();

    private org.konsil.protocol.proof.tree.InclusionPath proofs() {
        log.checkpoint();
        return log.proofs().inclusion(7, 300);
    }

    @Test
    @DisplayName("shows that the entry is in the log, and comes back as it was")
    void showsTheEntry() {
        Proof proof = UnverifiedProof.parse(bytes).check(log.signer.key(), TestLog.entry(7));

        assertThat(proof.index()).isEqualTo(7);
        assertThat(proof.checkpoint().size()).isEqualTo(300);
        assertThat(proof.encode()).isEqualTo(bytes);
    }

    @Test
    @DisplayName("may carry extra bytes, which nobody believes")
    void mayCarryMore() {
        byte[] more = text().replace("\nindex", "\nextra a29uc2ls\nindex").getBytes(StandardCharsets.UTF_8);

        Proof proof = UnverifiedProof.parse(more).check(log.signer.key(), TestLog.entry(7));

        assertThat(proof.encode()).isEqualTo(bytes);
    }

    @Test
    @DisplayName("shows nothing with a foreign key, name or entry")
    void showsNothingOfOthers() {
        NoteKey foreign = TestLog.signer(TestLog.ORIGIN, NoteKind.LOG, 0x12).key();
        NoteKey elsewhere = TestLog.signer("proof.elsewhere.example/2026", NoteKind.LOG, 0x11)
                .key();
        NoteKey witness = TestLog.signer(TestLog.ORIGIN, NoteKind.WITNESS, 0x11).key();

        refused(bytes, foreign, 7, ProofFault.UNSIGNED);
        refused(bytes, elsewhere, 7, ProofFault.WRONG_LOG);
        refused(bytes, witness, 7, ProofFault.UNSIGNED);
        refused(bytes, log.signer.key(), 8, ProofFault.NOT_INCLUDED);
    }

    @Test
    @DisplayName("shows nothing without a signature, whatever its path says")
    void needsASignature() {
        String unsigned = text().substring(0, text().lastIndexOf("\n\n") + 2);

        refused(unsigned.getBytes(StandardCharsets.UTF_8), log.signer.key(), 7, ProofFault.MALFORMED);
    }

    @Test
    @DisplayName("is refused with any bit flipped, and cut off anywhere")
    void findsEveryFlip() {
        for (int at = 0; at < bytes.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] flipped = bytes.clone();
                flipped[at] ^= (byte) (1 << bit);
                refused(flipped);
            }
            refused(Arrays.copyOf(bytes, at));
        }
    }

    @Test
    @DisplayName("is bounded: too long ones, too long paths and huge numbers are refused")
    void isBounded() {
        refused(Arrays.copyOf(bytes, UnverifiedProof.MOST_BYTES + 1), log.signer.key(), 7, ProofFault.TOO_LONG);
        refused(text().replace("index 7", "index 9223372036854775808"), ProofFault.MALFORMED);
        refused(text().replace("index 7", "index 07"), ProofFault.MALFORMED);
        String line = log.checkpoint().hash().base64() + "\n";
        refused(text().replace("index 7\n", "index 7\n" + line.repeat(65)), ProofFault.TOO_LONG);
    }

    private String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private void refused(String text, ProofFault fault) {
        refused(text.getBytes(StandardCharsets.UTF_8), log.signer.key(), 7, fault);
    }

    private void refused(byte[] proof) {
        assertThatThrownBy(() -> UnverifiedProof.parse(proof).check(log.signer.key(), TestLog.entry(7)))
                .isInstanceOf(ProofRefusedException.class);
    }

    private static void refused(byte[] proof, NoteKey key, int entry, ProofFault fault) {
        assertThatThrownBy(() -> UnverifiedProof.parse(proof).check(key, TestLog.entry(entry)))
                .isInstanceOfSatisfying(
                        ProofRefusedException.class,
                        refusal -> assertThat(refusal.fault()).isEqualTo(fault))
                .hasMessage(fault.name());
    }
}
