package org.konsil.pki.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.security.KeyPair;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.konsil.pki.Changed;
import org.konsil.pki.TestHospital;
import org.konsil.pki.profile.DeviceNames;
import org.konsil.pki.profile.KeyAlgorithm;
import org.konsil.pki.signer.CaKey;

/** Throws bytes at what reads certification requests; nothing but a refusal or a request whose key signed it comes of them. */
class RequestFuzzTest {

    private static final CertificationRequestReader READER =
            new CertificationRequestReader(EnumSet.allOf(KeyAlgorithm.class));
    private static final DeviceNames NAMES =
            new DeviceNames(TestHospital.NAME, TestHospital.DOMAIN, new UUID(1, 2), new UUID(3, 4));
    private static final byte SEQUENCE = 0x30;
    private static final byte[] GOOD = good();
    private static final byte[] AUTHORITY =
            CaKey.generate().request(new javax.security.auth.x500.X500Principal("CN=Device CA"));

    @FuzzTest(maxDuration = "60s")
    void request(byte[] bytes) throws Exception {
        for (byte[] der : List.of(bytes, Changed.of(GOOD, bytes))) {
            try {
                CertificationRequest request = READER.read(der);
                assertThat(request.claimsOnly(NAMES)).isIn(true, false);
                assertThat(DeviceRequestReader.of(request).claimedDevice()).isNotNull();
            } catch (RequestRefusedException refused) {
                assertThat(refused.reason()).isNotNull();
            }
        }
    }

    @FuzzTest(maxDuration = "60s")
    void body(byte[] bytes) {
        for (byte[] body : List.of(
                bytes,
                Changed.of(GOOD, bytes),
                Changed.of(Base64.getMimeEncoder().encode(GOOD), bytes))) {
            try {
                byte[] der = EnrolmentBody.decode(body);
                assertThat(der).startsWith(SEQUENCE).hasSizeLessThanOrEqualTo(body.length);
                assertThat(EnrolmentBody.decode(Base64.getMimeEncoder().encode(der)))
                        .as("the same request in its other encoding")
                        .isEqualTo(der);
            } catch (RequestRefusedException refused) {
                assertThat(refused.reason()).isNotNull();
            }
        }
    }

    @FuzzTest(maxDuration = "60s")
    void authorityRequest(byte[] bytes) {
        for (byte[] der : List.of(bytes, Changed.of(AUTHORITY, bytes))) {
            try {
                assertThat(AuthorityRequestReader.readKey(der)).isNotEmpty();
            } catch (RequestRefusedException refused) {
                assertThat(refused.reason()).isNotNull();
            }
        }
    }

    @FuzzTest(maxDuration = "60s")
    void attributes(byte[] bytes) {
        for (byte[] der : List.of(bytes, Changed.of(CsrAttributes.of("0123456789abcdef"), bytes))) {
            try {
                assertThat(CsrAttributes.challengeIn(der)).matches("[0-9A-Za-z]{16,64}");
            } catch (IOException refused) {
                assertThat(refused).hasNoSuppressedExceptions();
            }
        }
    }

    private static byte[] good() {
        try {
            KeyPair keys = TestHospital.newKeys("P-256");
            return DeviceRequestWriter.write(keys, NAMES, "0123456789abcdef");
        } catch (Exception e) {
            throw new AssertionError("a device has no request", e);
        }
    }
}
