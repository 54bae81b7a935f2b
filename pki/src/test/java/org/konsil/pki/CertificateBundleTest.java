package org.konsil.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CertificateBundleTest {

    @Test
    void wrapsAndUnwraps() throws Exception {
        TestHospital hospital = TestHospital.open();
        byte[] ca = Certificates.der(hospital.deviceCa.certificate());
        byte[] root = Certificates.der(hospital.root);

        List<byte[]> unwrapped = CertificateBundle.decode(CertificateBundle.encode(List.of(ca, root)));

        assertThat(unwrapped).containsExactlyInAnyOrder(ca, root);
    }

    @Test
    void refusesEveryTruncation() throws Exception {
        byte[] bundle = CertificateBundle.encode(List.of(Certificates.der(TestHospital.open().root)));

        for (int length = 0; length < bundle.length; length++) {
            byte[] cut = Arrays.copyOf(bundle, length);
            assertThatThrownBy(() -> CertificateBundle.decode(cut)).isInstanceOf(IOException.class);
        }
    }
}
