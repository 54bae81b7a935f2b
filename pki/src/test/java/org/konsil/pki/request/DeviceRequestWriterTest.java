package org.konsil.pki.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.pki.PkiProvider;
import org.konsil.pki.profile.DeviceNames;
import org.konsil.pki.profile.KeyAlgorithm;

@DisplayName("A5 a device's request")
class DeviceRequestWriterTest {

    private static final String CHALLENGE = "00112233445566778899aabbccddeeff";

    private final DeviceNames names =
            new DeviceNames("Klinikum Süd", "klinikum.example", UUID.randomUUID(), UUID.randomUUID());

    @Test
    void isReadAsItWasMeant() throws Exception {
        KeyPair keys = newKeys("secp256r1");

        CertificationRequest request = new CertificationRequestReader(Set.of(KeyAlgorithm.P256))
                .read(DeviceRequestWriter.write(keys, names, CHALLENGE));
        DeviceRequest read = DeviceRequestReader.of(request);

        assertThat(request.challenge()).contains(CHALLENGE);
        assertThat(read.publicKey()).isEqualTo(keys.getPublic().getEncoded());
        assertThat(read.claims(names)).isTrue();
        assertThat(read.claimedDevice()).isEqualTo(names.device());
    }

    @Test
    void isNotMadeByAnotherKind() throws Exception {
        byte[] request = DeviceRequestWriter.write(newKeys("secp384r1"), names, CHALLENGE);

        assertThatThrownBy(() -> new DeviceRequestReader().read(request)).isInstanceOf(RequestRefusedException.class);
    }

    @Test
    @DisplayName("the challenge is found in what the server wants, and nowhere else")
    void findsTheChallenge() throws Exception {
        byte[] attributes = CsrAttributes.of(CHALLENGE);

        assertThat(CsrAttributes.challengeIn(attributes)).isEqualTo(CHALLENGE);
        for (int length = 0; length < attributes.length; length++) {
            refused(Arrays.copyOf(attributes, length));
        }
        refused(Arrays.copyOf(attributes, 4097));
        refused(CsrAttributes.of("too short"));
        refused(new byte[] {0x30, 2, 0x30, 0});
        refused(new byte[] {4, 0});
    }

    @Test
    @DisplayName("whatever bits are turned, it is read or refused")
    void staysCalmWithTurnedBits() {
        byte[] attributes = CsrAttributes.of(CHALLENGE);
        int refused = 0;
        for (int bit = 0; bit < attributes.length * 8; bit++) {
            byte[] turned = attributes.clone();
            turned[bit / 8] ^= (byte) (1 << (bit % 8));
            try {
                assertThat(CsrAttributes.challengeIn(turned)).hasSizeBetween(16, 64);
            } catch (IOException expected) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    private static void refused(byte[] attributes) {
        assertThatThrownBy(() -> CsrAttributes.challengeIn(attributes)).isInstanceOf(IOException.class);
    }

    private static KeyPair newKeys(String curve) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", PkiProvider.INSTANCE);
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }
}
