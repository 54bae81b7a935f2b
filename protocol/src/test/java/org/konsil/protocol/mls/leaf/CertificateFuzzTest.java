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
    private static final List<Device> DEVICES = List.of(ANNA, new Device("ben", CipherSuite.X25519_ED25519));

    /** A good one with some bytes changed: two bytes say where, the third what. */
    private static Bytes changed(Bytes good, byte[] changes) {
        byte[] bytes = good.toArray();
        for (int at = 0; at + 2 < changes.length; at += 3) {
            int place = (changes[at] & 0xff) << 8 | changes[at + 1] & 0xff;
            bytes[place % bytes.length] = changes[at + 2];
        }
        return Bytes.of(bytes);
    }

    @FuzzTest(maxDuration = "45s")
    void certificate(byte[] bytes) {
        require(Bytes.of(bytes));
        require(changed(ANNA.credential.certificates().get(0), bytes));
    }

    private static void require(Bytes certificate) {
        try {
            CertificateKey.requireIs(ANNA.signatureKey(), new Credential.X509(List.of(certificate)), CipherSuite.P256);
        } catch (MlsValidationException refused) {
            assertThat(refused.fault()).isIn(Fault.CERTIFICATE_MALFORMED, Fault.CERTIFICATE_KEY_MISMATCH);
        }
    }

    @FuzzTest(maxDuration = "45s")
    void signature(byte[] bytes) {
        byte[] other = {1};
        for (Device device : DEVICES) {
            CipherSuite suite = device.suite;
            Bytes good = suite.signWithLabel(device.privateKey(), "label", other);
            for (Bytes signature : List.of(Bytes.of(bytes), changed(good, bytes))) {
                assertThat(suite.verifyWithLabel(device.keys.getPublic(), "label", new byte[0], signature))
                        .isFalse();
            }
        }
    }
}
