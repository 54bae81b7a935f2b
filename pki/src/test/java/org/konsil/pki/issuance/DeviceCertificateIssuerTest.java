package org.konsil.pki.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.pki.PkiProvider;
import org.konsil.pki.TestHospital;
import org.konsil.pki.profile.DeviceNames;
import org.konsil.pki.signer.CaSigner;

class DeviceCertificateIssuerTest {

    private TestHospital hospital;
    private KeyPair keys;

    @BeforeEach
    void openHospital() throws Exception {
        hospital = TestHospital.open();
        keys = TestHospital.newKeys("P-256");
    }

    @Test
    @DisplayName("A5: a device certificate carries the key of the request and the names of the directory")
    void issuesForTheNamesOfTheDirectory() throws Exception {
        DeviceNames anna = TestHospital.someone();

        X509Certificate certificate = hospital.issue(keys, anna);

        certificate.verify(hospital.deviceCa.certificate().getPublicKey(), PkiProvider.INSTANCE);
        assertThat(certificate.getPublicKey().getEncoded())
                .isEqualTo(keys.getPublic().getEncoded());
        assertThat(certificate.getSubjectX500Principal()).isEqualTo(anna.subject());
        assertThat(certificate.getSubjectAlternativeNames())
                .containsExactly(
                        List.of(6, anna.uris().get(0)), List.of(6, anna.uris().get(1)));
    }

    @Test
    @DisplayName("A5 incident I2: a certificate lives exactly as long as its profile says, whenever it is issued")
    void lifeIsExactAtAnyTime() throws Exception {
        Random random = new Random(20);
        for (int i = 0; i < 50; i++) {
            Clock clock = Clock.offset(
                    TestHospital.CLOCK,
                    Duration.ofDays(random.nextInt(1500)).plusNanos(random.nextLong(86_400_000_000_000L)));
            DeviceCertificateIssuer issuer = hospital.issuerAt(clock);

            X509Certificate certificate =
                    issuer.issue(issuer.prepare(keys.getPublic().getEncoded(), TestHospital.someone()));

            Instant start = certificate.getNotBefore().toInstant();
            Instant end = certificate.getNotAfter().toInstant();
            assertThat(Duration.between(start, end.plusSeconds(1))).isEqualTo(Duration.ofDays(90));
            assertThat(start).isBeforeOrEqualTo(clock.instant());
        }
    }

    @Test
    @DisplayName("A5 incident I6: a signature of a key that is not the CA's is never given out")
    void refusesASignatureOfAnotherKey() throws Exception {
        TestHospital other = TestHospital.open();
        DeviceCertificateIssuer issuer =
                hospital.issuerOf(new FaultyCa(hospital.deviceCa.certificate(), other.deviceCa::sign));

        assertThatThrownBy(() -> issuer.issue(issuer.prepare(keys.getPublic().getEncoded(), TestHospital.someone())))
                .isInstanceOf(IssuanceFailedException.class);
    }

    @Test
    @DisplayName("A5 incident I6: a bad signature is never given out")
    void refusesAFlippedBitInTheSignature() {
        DeviceCertificateIssuer issuer = hospital.issuerOf(new FaultyCa(hospital.deviceCa.certificate(), body -> {
            byte[] signature = hospital.deviceCa.sign(body);
            signature[signature.length - 1] ^= 1;
            return signature;
        }));

        assertThatThrownBy(() -> issuer.issue(issuer.prepare(keys.getPublic().getEncoded(), TestHospital.someone())))
                .isInstanceOf(IssuanceFailedException.class);
    }

    @Test
    void signsOnceForATicket() {
        AtomicInteger signatures = new AtomicInteger();
        DeviceCertificateIssuer issuer = hospital.issuerOf(new FaultyCa(hospital.deviceCa.certificate(), body -> {
            signatures.incrementAndGet();
            return hospital.deviceCa.sign(body);
        }));
        IssuanceTicket ticket = issuer.prepare(keys.getPublic().getEncoded(), TestHospital.someone());
        issuer.issue(ticket);

        assertThatThrownBy(() -> issuer.issue(ticket)).isInstanceOf(IllegalStateException.class);
        assertThat(signatures).hasValue(1);
    }

    @Test
    void signsNoTicketOfAnotherIssuer() throws Exception {
        IssuanceTicket foreign =
                TestHospital.open().issuer.prepare(keys.getPublic().getEncoded(), TestHospital.someone());

        assertThatThrownBy(() -> hospital.issuer.issue(foreign)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theJournalKnowsTheSerialBeforeTheCaSigns() {
        IssuanceTicket ticket = hospital.issuer.prepare(keys.getPublic().getEncoded(), TestHospital.someone());

        X509Certificate certificate = hospital.issuer.issue(ticket);

        assertThat(certificate.getSerialNumber()).isEqualTo(ticket.serial());
        assertThat(certificate.getNotAfter().toInstant()).isEqualTo(ticket.notAfter());
    }

    @Test
    void theCaSignsNothingThatBreaksTheProfile() {
        AtomicInteger signatures = new AtomicInteger();
        DeviceCertificateIssuer issuer = hospital.issuerOf(new FaultyCa(hospital.deviceCa.certificate(), body -> {
            signatures.incrementAndGet();
            return hospital.deviceCa.sign(body);
        }));
        DeviceNames foreign = new DeviceNames("Elsewhere", TestHospital.DOMAIN, UUID.randomUUID(), UUID.randomUUID());

        assertThatThrownBy(() -> issuer.prepare(keys.getPublic().getEncoded(), foreign))
                .isInstanceOf(LintFailedException.class)
                .hasMessage("inside-the-cas-name-constraints,subject-fits-the-form");
        assertThat(signatures).hasValue(0);
    }

    /** A CA whose signatures can be anything. */
    private record FaultyCa(X509Certificate certificate, java.util.function.UnaryOperator<byte[]> signing)
            implements CaSigner {
        @Override
        public byte[] sign(byte[] toBeSigned) {
            return signing.apply(toBeSigned);
        }
    }
}
