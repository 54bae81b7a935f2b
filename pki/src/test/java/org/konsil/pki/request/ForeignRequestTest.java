package org.konsil.pki.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.pki.profile.AlternativeName;
import org.konsil.pki.profile.KeyAlgorithm;

@DisplayName("A5: a request of strongSwan's pki, whose attributes are not in DER's order")
class ForeignRequestTest {

    private static final byte[] DER = Base64.getDecoder()
            .decode("MIIBQTCB6AIBADAhMR8wHQYDVQQDExZraXMtMmE3ZGUxMjEubG9jYWxob3N0MFkwEwYHKoZIzj0C"
                    + "AQYIKoZIzj0DAQcDQgAEhDOpzCkskhRewFqH25VvEPjqR3WC+aZwL095hkxZrqgJPUhmrEXtL/gP"
                    + "E50r2qo8atkH10xrGdWH3X31gFqCLKBlMDIGCSqGSIb3DQEJDjElMCMwIQYDVR0RBBowGIIWa2lz"
                    + "LTJhN2RlMTIxLmxvY2FsaG9zdDAvBgkqhkiG9w0BCQcxIgwgYWVmNDJhZTMyM2JlNTgzNTdhYjk0"
                    + "MjQzZGNiM2Y2MDUwCgYIKoZIzj0EAwIDSAAwRQIgKBBjBxGxiivUCbSWKffKMGsGTyNUu2XSw+OG"
                    + "HY2caxoCIQDNFGkTY/2G0j2pgHQRKKHc77ngUqNL+OtNFC0gp5tGAw==");

    private final CertificationRequestReader reader = new CertificationRequestReader(Set.of(KeyAlgorithm.P256));

    @Test
    @DisplayName("is read, and its signature checked over the bytes as they came")
    void isRead() throws Exception {
        CertificationRequest request = reader.read(DER);
        assertThat(request.challenge()).contains("aef42ae323be58357ab94243dcb3f605");
        assertThat(request.claimedNames()).containsExactly(AlternativeName.dns("kis-2a7de121.localhost"));
    }

    @Test
    @DisplayName("is refused with any bit flipped, and in any other encoding")
    void isNotReadOtherwise() {
        for (int bit = 0; bit < DER.length * 8; bit++) {
            byte[] flipped = DER.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThatThrownBy(() -> reader.read(flipped))
                    .as("bit %d", bit)
                    .isInstanceOf(RequestRefusedException.class);
        }
        byte[] indefinite = new byte[DER.length];
        System.arraycopy(DER, 4, indefinite, 2, DER.length - 4);
        indefinite[0] = 0x30;
        indefinite[1] = (byte) 0x80;
        assertThatThrownBy(() -> reader.read(indefinite)).isInstanceOf(RequestRefusedException.class);
    }
}
