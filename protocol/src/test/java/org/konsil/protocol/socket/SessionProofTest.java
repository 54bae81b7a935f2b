package org.konsil.protocol.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.protocol.mls.Device;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.crypto.CipherSuite;

@DisplayName("A5 the proof that opens a session")
class SessionProofTest {

    private static final Bytes SERVER = Device.random(32);
    private static final Bytes CLIENT = Device.random(32);
    private static final Bytes TOKEN = SessionProof.hashToken("token");

    private final Device anna = Device.p256("anna");
    private final SessionProof proof = new SessionProof("konsil.test", SERVER, CLIENT, TOKEN, Device.NOW);

    @Test
    void isAcceptedFromTheDevicesKey() {
        assertThat(proof.isSignedBy(anna.keys.getPublic(), proof.sign(anna.privateKey())))
                .isTrue();
    }

    @Test
    void isRefusedFromAnotherKeyOrWithABitChanged() {
        byte[] signature = proof.sign(anna.privateKey());

        assertThat(proof.isSignedBy(Device.p256("eve").keys.getPublic(), signature))
                .isFalse();
        for (int at = 0; at < signature.length; at++) {
            byte[] bad = signature.clone();
            bad[at] ^= 1;
            assertThat(proof.isSignedBy(anna.keys.getPublic(), bad)).isFalse();
        }
        assertThat(proof.isSignedBy(anna.keys.getPublic(), new byte[0])).isFalse();
    }

    @Test
    void isRefusedForAnotherHostNonceTokenOrTime() {
        byte[] signature = proof.sign(anna.privateKey());

        for (SessionProof other : List.of(
                new SessionProof("other.test", SERVER, CLIENT, TOKEN, Device.NOW),
                new SessionProof("konsil.test", CLIENT, CLIENT, TOKEN, Device.NOW),
                new SessionProof("konsil.test", SERVER, SERVER, TOKEN, Device.NOW),
                new SessionProof("konsil.test", SERVER, CLIENT, SessionProof.hashToken("other"), Device.NOW),
                new SessionProof("konsil.test", SERVER, CLIENT, TOKEN, Device.NOW.plusMillis(1)))) {
            assertThat(other.isSignedBy(anna.keys.getPublic(), signature)).isFalse();
        }
    }

    @Test
    void isRefusedForAKeyOfAnotherAlgorithm() {
        Device other = new Device("anna", CipherSuite.X25519_ED25519);

        assertThat(proof.isSignedBy(other.keys.getPublic(), proof.sign(anna.privateKey())))
                .isFalse();
    }

    @Test
    void isNoProofUnderAnotherLabel() {
        byte[] other = CipherSuite.P256
                .signWithLabel(anna.privateKey(), "FramedContentTBS", proof.encode())
                .toArray();

        assertThat(proof.isSignedBy(anna.keys.getPublic(), other)).isFalse();
    }

    @Test
    void wantsNoncesOfThirtyTwoBytes() {
        Bytes tooShort = Device.random(31);

        assertThatThrownBy(() -> new SessionProof("konsil.test", tooShort, CLIENT, TOKEN, Device.NOW))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
