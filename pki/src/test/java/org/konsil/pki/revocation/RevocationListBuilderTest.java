package org.konsil.pki.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CRLEntryHolder;
import org.bouncycastle.cert.X509CRLHolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.pki.TestHospital;
import org.konsil.pki.signer.CaSigner;

class RevocationListBuilderTest {

    private static final Duration LIFE = Duration.ofDays(7);
    private static final BigInteger SERIAL = new BigInteger("4b00ff", 16);

    private TestHospital hospital;
    private RevocationListBuilder builder;

    @BeforeEach
    void openHospital() throws Exception {
        hospital = TestHospital.open();
        builder = builderOf(hospital.deviceCa);
    }

    @Test
    void listsSerialTimeAndReason() throws Exception {
        X509CRLHolder list = build(new RevokedCertificate(SERIAL, TestHospital.NOW, RevocationReason.KEY_COMPROMISE));

        X509CRLEntryHolder entry = list.getRevokedCertificate(SERIAL);
        assertThat(entry.getRevocationDate().toInstant())
                .isEqualTo(TestHospital.NOW.minusNanos(TestHospital.NOW.getNano()));
        assertThat(CRLReason.getInstance(
                                entry.getExtension(Extension.reasonCode).getParsedValue())
                        .getValue())
                .isEqualTo(BigInteger.ONE);
        assertThat(list.getRevokedCertificates()).hasSize(1);
    }

    @Test
    void writesNoReasonForUnspecified() throws Exception {
        X509CRLHolder list = build(new RevokedCertificate(SERIAL, TestHospital.NOW, RevocationReason.UNSPECIFIED));

        assertThat(list.getRevokedCertificate(SERIAL).hasExtensions()).isFalse();
    }

    @Test
    @DisplayName("A5 incident I4: the list says nothing that narrows it: all certificates, all reasons")
    void coversEverythingOfItsCa() throws Exception {
        X509CRLHolder list = build(new RevokedCertificate(SERIAL, TestHospital.NOW, RevocationReason.SUPERSEDED));

        assertThat(list.getExtensionOIDs().toArray())
                .containsExactlyInAnyOrder(Extension.authorityKeyIdentifier, Extension.cRLNumber);
        assertThat(list.getCriticalExtensionOIDs()).isEmpty();
    }

    @Test
    void carriesNumberAndTimes() throws Exception {
        X509CRLHolder list = build();

        assertThat(org.bouncycastle.asn1.x509.CRLNumber.getInstance(
                                list.getExtension(Extension.cRLNumber).getParsedValue())
                        .getCRLNumber())
                .isEqualTo(BigInteger.TEN);
        assertThat(Duration.between(
                        list.getThisUpdate().toInstant(), list.getNextUpdate().toInstant()))
                .isEqualTo(LIFE);
    }

    @Test
    @DisplayName("A5 incident I6: a list with a bad signature is never given out")
    void refusesASignatureOfAnotherKey() throws Exception {
        TestHospital other = TestHospital.open();
        CaSigner faulty = new CaSigner() {
            @Override
            public X509Certificate certificate() {
                return hospital.deviceCa.certificate();
            }

            @Override
            public byte[] sign(byte[] toBeSigned) {
                return other.deviceCa.sign(toBeSigned);
            }
        };

        assertThatThrownBy(() -> builderOf(faulty).build(BigInteger.ONE, TestHospital.NOW, List.of()))
                .isInstanceOf(RevocationListFailedException.class);
    }

    private static RevocationListBuilder builderOf(CaSigner ca) {
        return new RevocationListBuilder(ca, LIFE);
    }

    private X509CRLHolder build(RevokedCertificate... revoked) throws Exception {
        return new X509CRLHolder(builder.build(BigInteger.TEN, TestHospital.NOW, List.of(revoked)));
    }
}
