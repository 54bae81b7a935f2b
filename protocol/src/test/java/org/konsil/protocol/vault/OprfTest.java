package org.konsil.protocol.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.konsil.protocol.mls.codec.SecretBytes;

@DisplayName("A2 an oblivious evaluation")
class OprfTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final SecretBytes PIN = SecretBytes.copyOf(new byte[] {4, 7, 1, 1, 0, 8});

    @RepeatedTest(5)
    void comesOutTheSameUnderOneKeyAndShowsTheServerSomethingElseEachTime() throws ElementRefusedException {
        EvaluationKey key = EvaluationKey.generate(RANDOM);
        Blinding first = Blinding.of(PIN, RANDOM);
        Blinding second = Blinding.of(PIN, RANDOM);

        assertThat(first.blinded()).isNotEqualTo(second.blinded());
        assertThat(first.finish(key.evaluate(first.blinded(), RANDOM)))
                .isEqualTo(second.finish(key.evaluate(second.blinded(), RANDOM)));
    }

    @Test
    void comesOutDifferentlyForAnotherInputAndUnderAnotherKey() {
        EvaluationKey key = EvaluationKey.generate(RANDOM);
        Blinding right = Blinding.of(PIN, RANDOM);
        Blinding wrong = Blinding.of(SecretBytes.copyOf(new byte[] {4, 7, 1, 1, 0, 9}), RANDOM);
        SecretBytes output = right.finish(key.evaluate(right.blinded(), RANDOM));

        assertThat(wrong.finish(key.evaluate(wrong.blinded(), RANDOM))).isNotEqualTo(output);
        assertThat(right.finish(EvaluationKey.generate(RANDOM).evaluate(right.blinded(), RANDOM)))
                .isNotEqualTo(output);
    }

    @Test
    void takesUpItsKeyAgainAndNoNumberOutOfRange() {
        EvaluationKey key = EvaluationKey.generate(RANDOM);
        VaultElement blinded = Blinding.of(PIN, RANDOM).blinded();

        assertThat(EvaluationKey.decode(key.copyBytes()).evaluate(blinded, RANDOM))
                .isEqualTo(key.evaluate(blinded, RANDOM));
        assertThatIllegalArgumentException().isThrownBy(() -> EvaluationKey.decode(new byte[EvaluationKey.BYTES]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EvaluationKey.decode(BigIntegers.asUnsignedByteArray(P256.ORDER)));
        assertThatIllegalArgumentException().isThrownBy(() -> EvaluationKey.decode(new byte[EvaluationKey.BYTES + 1]));
    }

    @Test
    void isProvenUnderItsKeyForItsDeviceAndNonceOnly() {
        SecretBytes key = SecretBytes.copyOf(new byte[UnlockProof.KEY_BYTES]);
        byte[] device = new byte[16];
        byte[] nonce = new byte[UnlockProof.NONCE_BYTES];
        byte[] proof = UnlockProof.of(key, device, nonce);

        assertThat(UnlockProof.isProof(proof, key, device, nonce)).isTrue();
        assertThat(UnlockProof.isProof(flipped(proof), key, device, nonce)).isFalse();
        assertThat(UnlockProof.isProof(proof, key, flipped(device), nonce)).isFalse();
        assertThat(UnlockProof.isProof(proof, key, device, flipped(nonce))).isFalse();
        assertThat(UnlockProof.isProof(proof, SecretBytes.owning(flipped(key.copyBytes())), device, nonce))
                .isFalse();
        assertThat(UnlockProof.isProof(Arrays.copyOf(proof, 31), key, device, nonce))
                .isFalse();
    }

    @FuzzTest(maxDuration = "10s")
    void readsAnElementOrRefusesIt(byte[] bytes) {
        try {
            assertThat(VaultElement.decode(bytes).encode()).isEqualTo(bytes);
        } catch (ElementRefusedException refused) {
            assertThat(refused).hasMessage("no element of P-256");
        }
    }

    private static byte[] flipped(byte[] bytes) {
        byte[] changed = bytes.clone();
        changed[changed.length - 1] ^= 1;
        return changed;
    }
}
