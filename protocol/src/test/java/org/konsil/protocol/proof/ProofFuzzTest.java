package org.konsil.protocol.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.konsil.protocol.proof.note.NoteKey;
import org.konsil.protocol.proof.note.UnverifiedCheckpoint;
import org.konsil.protocol.proof.tile.EntryBundle;
import org.konsil.protocol.proof.tile.TilePath;
import org.konsil.protocol.proof.witness.AddCheckpoint;
import org.konsil.protocol.proof.witness.WitnessPolicy;

/** Whatever is made of a piece of evidence: it is refused, or says what was signed. */
class ProofFuzzTest {

    private static final TestLog LOG = TestLog.of(20);
    private static final byte[] CHECKPOINT = LOG.checkpoint().encode();
    private static final byte[] PROOF = Proof.of(
                    TestLog.entry(3), 3, LOG.proofs().inclusion(3, 20), LOG.checkpoint())
            .encode();

    @FuzzTest(maxDuration = "45s")
    void proof(byte[] bytes) {
        byte[] changed = changedBy(bytes, PROOF);
        try {
            Proof proof = UnverifiedProof.parse(changed).check(LOG.signer.key(), TestLog.entry(3));
            assertThat(proof.index()).isEqualTo(3);
            assertThat(proof.checkpoint().size()).isEqualTo(20);
        } catch (ProofRefusedException refused) {
            assertThat(changed).isNotEqualTo(PROOF);
        }
    }

    @FuzzTest(maxDuration = "45s")
    void checkpoint(byte[] bytes) {
        byte[] changed = changedBy(bytes, CHECKPOINT);
        try {
            assertThat(UnverifiedCheckpoint.parse(changed)
                            .check(LOG.signer.key())
                            .hash())
                    .isEqualTo(LOG.checkpoint().hash());
        } catch (ProofRefusedException refused) {
            assertThat(changed).isNotEqualTo(CHECKPOINT);
        }
    }

    @FuzzTest(maxDuration = "30s")
    void names(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        try {
            assertThat(TilePath.parse(text).text()).isEqualTo(text);
        } catch (ProofRefusedException refused) {
            assertThat(refused.fault()).isEqualTo(ProofFault.MALFORMED);
        }
        try {
            assertThat(NoteKey.parse(text).text()).isEqualTo(text);
        } catch (ProofRefusedException refused) {
            assertThat(refused.fault()).isEqualTo(ProofFault.MALFORMED);
        }
    }

    @FuzzTest(maxDuration = "30s")
    void bundle(byte[] bytes) {
        int width = bytes.length == 0 ? 1 : 1 + (bytes[0] & 0xff);
        byte[] bundle = bytes.length == 0 ? bytes : Arrays.copyOfRange(bytes, 1, bytes.length);
        try {
            assertThat(EntryBundle.encode(EntryBundle.decode(bundle, width))).isEqualTo(bundle);
        } catch (ProofRefusedException refused) {
            assertThat(refused.fault()).isEqualTo(ProofFault.MALFORMED);
        }
    }

    @FuzzTest(maxDuration = "30s")
    void question(byte[] bytes) {
        try {
            assertThat(AddCheckpoint.parse(bytes).encode()).isEqualTo(bytes);
        } catch (ProofRefusedException refused) {
            assertThat(refused.fault()).isEqualTo(ProofFault.MALFORMED);
        }
        try {
            WitnessPolicy.parse(bytes);
        } catch (ProofRefusedException refused) {
            assertThat(refused.fault()).isEqualTo(ProofFault.MALFORMED);
        }
    }

    /** The first two bytes are where, the next two how long it is then; the rest is written over it. */
    private static byte[] changedBy(byte[] bytes, byte[] whole) {
        if (bytes.length < 4) {
            return bytes;
        }
        int at = ((bytes[0] & 0xff) << 8 | bytes[1] & 0xff) % whole.length;
        int length = (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
        byte[] changed = Arrays.copyOf(whole, length == 0 ? whole.length : length);
        int count = Math.max(0, Math.min(bytes.length - 4, changed.length - at));
        System.arraycopy(bytes, 4, changed, Math.min(at, changed.length), count);
        return changed;
    }
}
