package org.konsil.pki.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.pki.Certificates;
import org.konsil.pki.TestHospital;
import org.konsil.pki.profile.DeviceNames;
import org.konsil.pki.revocation.RevocationListBuilder;
import org.konsil.pki.revocation.RevocationReason;
import org.konsil.pki.revocation.RevokedCertificate;

/** Beside what {@link DeviceChainVectorsTest} shows: what it says of a good chain, and every flipped bit. */
class DeviceChainValidatorTest {

    private static final Instant NOW = TestHospital.NOW;

    private final DeviceNames anna = TestHospital.someone();
    private TestHospital hospital;
    private DeviceChainValidator validator;
    private X509Certificate leaf;

    @BeforeEach
    void issuesForAnna() throws Exception {
        hospital = TestHospital.open();
        validator = new DeviceChainValidator(hospital.root, TestHospital.DOMAIN);
        leaf = hospital.issue(TestHospital.newKeys("P-256"), anna);
    }

    @Test
    @DisplayName("A5: a good chain says whose device it is")
    void saysWhoseDeviceItIs() throws Exception {
        VerifiedDevice device = validator.validate(chain(leaf), NOW, list(NOW));

        assertThat(device.user()).isEqualTo(anna.user());
        assertThat(device.device()).isEqualTo(anna.device());
        assertThat(device.publicKey()).isEqualTo(leaf.getPublicKey());
        assertThat(device.serial()).isEqualTo(leaf.getSerialNumber());
    }

    @Test
    void refusesEveryFlippedBitOfTheLeaf() {
        byte[] der = Certificates.der(leaf);
        byte[] issuer = Certificates.der(hospital.deviceCa.certificate());
        for (int bit = 0; bit < der.length * 8; bit += 3) {
            byte[] flipped = der.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThatThrownBy(() -> validator.validate(List.of(flipped, issuer), NOW))
                    .as("bit %d", bit)
                    .isInstanceOf(ChainRefusedException.class);
        }
    }

    @Test
    void refusesEveryFlippedBitOfTheCa() {
        byte[] der = Certificates.der(hospital.deviceCa.certificate());
        for (int bit = 0; bit < der.length * 8; bit += 3) {
            byte[] flipped = der.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThatThrownBy(() -> validator.validate(List.of(Certificates.der(leaf), flipped), NOW))
                    .as("bit %d", bit)
                    .isInstanceOf(ChainRefusedException.class);
        }
    }

    @Test
    void refusesEveryFlippedBitOfTheList() {
        byte[] list = list(NOW, new RevokedCertificate(BigInteger.TEN, NOW, RevocationReason.SUPERSEDED));
        for (int bit = 0; bit < list.length * 8; bit += 3) {
            byte[] flipped = list.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThatThrownBy(() -> validator.validate(chain(leaf), NOW, flipped))
                    .as("bit %d", bit)
                    .isInstanceOf(ChainRefusedException.class);
        }
    }

    private byte[] list(Instant at, RevokedCertificate... revoked) {
        return new RevocationListBuilder(hospital.deviceCa, Duration.ofDays(7))
                .build(BigInteger.ONE, at, List.of(revoked));
    }

    private List<byte[]> chain(X509Certificate certificate) {
        return List.of(Certificates.der(certificate), Certificates.der(hospital.deviceCa.certificate()));
    }
}
