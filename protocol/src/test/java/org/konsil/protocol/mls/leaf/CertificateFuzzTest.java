package org.konsil.protocol.mls.leaf;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.konsil.protocol.mls.Device;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.crypto.CipherSuite;

/** What strangers send as a certificate or a signature is refused with our exception, whatever the foreign parser says. */
class CertificateFuzzTest {

    private static final Device ANNA = Device.p256("anna");

    @FuzzTest(maxDuration = "45s")
    void certificate(byte[] bytes) {
        try {
            CertificateKey.requireIs(
                    ANNA.signatureKey(), new Credential.X509(List.of(Bytes.of(bytes))), CipherSuite.P256);
        } catch (MlsValidationException refused) {
            assertThat(refused.fault()).isIn(Fault.CERTIFICATE_MALFORMED, Fault.CERTIFICATE_KEY_MISMATCH);
        }
    }

    @FuzzTest(maxDuration = "45s")
    void signature(byte[] bytes) {
        for (CipherSuite suite : CipherSuite.values()) {
            Device device = suite == CipherSuite.P256 ? ANNA : new Device("ben", suite);
            assertThat(suite.verifyWithLabel(device.keys.getPublic(), "label", new byte[0], Bytes.of(bytes)))
                    .isFalse();
        }
    }
}
