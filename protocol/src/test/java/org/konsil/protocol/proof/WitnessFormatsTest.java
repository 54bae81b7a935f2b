package org.konsil.protocol.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.konsil.protocol.proof.note.Cosignature;
import org.konsil.protocol.proof.note.NoteKind;
import org.konsil.protocol.proof.note.NoteSigner;
import org.konsil.protocol.proof.tree.ConsistencyPath;
import org.konsil.protocol.proof.tree.TreeHash;
import org.konsil.protocol.proof.witness.AddCheckpoint;
import org.konsil.protocol.proof.witness.WitnessPolicy;

@DisplayName("A9 what a log asks a witness, and how many are enough")
class WitnessFormatsTest {

    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
    private static final NoteSigner X1 = TestLog.signer("x1.example", NoteKind.WITNESS, 1);
    private static final NoteSigner X2 = TestLog.signer("x2.example", NoteKind.WITNESS, 2);
    private static final NoteSigner X3 = TestLog.signer("x3.example", NoteKind.WITNESS, 3);
    private static final NoteSigner Y = TestLog.signer("y.example", NoteKind.WITNESS, 4);
    private static final String FOUR = "# two houses\n witness X1 " + X1.key() + " https://x1.example/\nwitness X2 "
            + X2.key() + "\n\nwitness\tX3 " + X3.key() + "\nwitness Y " + Y.key() + "\ngroup X 2 X1 X2 X3\n";

    @Test
    @DisplayName("A question is read as it was written, byte for byte")
    void readsWhatItWrote() {
        TestLog log = TestLog.of(300);
        byte[] checkpoint = log.checkpoint().encode();
        AddCheckpoint question = new AddCheckpoint(5, log.proofs().consistency(5, 300), checkpoint);

        AddCheckpoint read = AddCheckpoint.parse(question.encode());

        assertThat(read.encode()).isEqualTo(question.encode());
        assertThat(read.oldSize()).isEqualTo(5);
        assertThat(read.checkpoint()).isEqualTo(checkpoint);
        assertThat(new String(question.encode(), StandardCharsets.UTF_8)).startsWith("old 5\n");
        AddCheckpoint first = new AddCheckpoint(0, new ConsistencyPath(List.of()), checkpoint);
        assertThat(AddCheckpoint.parse(first.encode()).path().hashes()).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("What is no question is refused")
    @ValueSource(strings = {"", "old 1\n", "old 01\n\nx", "old -1\n\nx", "new 1\n\nx", "old 1\nAAAA\n\nx", "\n\n"})
    void refusesOtherText(String text) {
        assertThatThrownBy(() -> AddCheckpoint.parse(text.getBytes(StandardCharsets.UTF_8)))
                .hasMessage("MALFORMED");
    }

    @Test
    @DisplayName("A question has no more than 63 hashes, and an end")
    void isBounded() {
        List<TreeHash> hashes = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            hashes.add(TreeHash.EMPTY);
        }
        byte[] long64 = new AddCheckpoint(1, new ConsistencyPath(hashes), new byte[0]).encode();
        assertThatThrownBy(() -> AddCheckpoint.parse(long64)).hasMessage("MALFORMED");
        byte[] long63 = new AddCheckpoint(1, new ConsistencyPath(hashes.subList(0, 63)), new byte[0]).encode();
        assertThat(AddCheckpoint.parse(long63).path().hashes()).hasSize(63);
        assertThatThrownBy(() -> AddCheckpoint.parse(new byte[AddCheckpoint.MOST_BYTES + 1]))
                .hasMessage("TOO_LONG");
    }

    @Test
    @DisplayName("Two of three of one house and the other house are enough, less is not")
    void countsGroups() {
        WitnessPolicy policy = policy(FOUR + "group both all X Y\nquorum both\n");

        assertThat(met(policy, X1, X3, Y)).isTrue();
        assertThat(met(policy, X1, X2, X3, Y)).isTrue();
        assertThat(met(policy, X1, Y)).isFalse();
        assertThat(met(policy, X1, X2, X3)).isFalse();
        assertThat(met(policy)).isFalse();
        assertThat(met(policy(FOUR + "group one any X Y\nquorum one\n"), Y)).isTrue();
        assertThat(met(policy(FOUR + "quorum X2\n"), X1, X3, Y)).isFalse();
        assertThat(policy.witnesses().get(0).address()).hasToString("Optional[https://x1.example/]");
        assertThat(policy.witnesses()).hasSize(4);
    }

    @Test
    @DisplayName("Nobody is enough only where the policy says so")
    void mayAskForNobody() {
        assertThat(policy("quorum none\n").asksForWitnesses()).isFalse();
        assertThat(met(policy("quorum none\n"))).isTrue();
        assertThat(policy(FOUR + "quorum X\n").asksForWitnesses()).isTrue();
    }

    @ParameterizedTest
    @DisplayName("A policy that could mean something else is refused")
    @ValueSource(
            strings = {
                "",
                "quorum none",
                "quorum none\nquorum none\n",
                "quorum nobody\n",
                "group g any none\nquorum g\n",
                "quorum none\r\n",
                "who knows\nquorum none\n",
                "FOUR",
                "FOURgroup g 0 Y\nquorum g\n",
                "FOURgroup g 2 Y\nquorum g\n",
                "FOURgroup g any X1\nquorum g\n",
                "FOURgroup g any g\nquorum g\n",
                "FOURgroup X any Y\nquorum X\n",
                "FOURquorum later\ngroup later any Y\n",
                "FOURwitness none KEY\nquorum X\n",
                "FOURwitness again KEY\nquorum X\n",
                "FOURlog KEY\nquorum X\n",
                "witness w KEY ftp://w.example\nquorum w\n"
            })
    void refusesOtherPolicies(String text) {
        String whole = text.replace("FOUR", FOUR).replace("KEY", Y.key().text());
        assertThatThrownBy(() -> policy(whole)).isInstanceOf(ProofRefusedException.class);
    }

    private static WitnessPolicy policy(String text) {
        return WitnessPolicy.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean met(WitnessPolicy policy, NoteSigner... signers) {
        List<Cosignature> cosignatures = new ArrayList<>();
        for (NoteSigner signer : signers) {
            cosignatures.add(new Cosignature(signer.key(), NOON));
        }
        return policy.isMetBy(cosignatures);
    }
}
