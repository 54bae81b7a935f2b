package org.konsil.pki.responder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.konsil.pki.TestAuthorities;
import org.konsil.pki.profile.CertificateProfiles;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.pki.revocation.RevocationReason;
import org.konsil.pki.signer.FunctionKey;
import org.konsil.pki.signer.FunctionSigner;
import org.konsil.pki.status.ChainRefusedException;
import org.konsil.pki.status.StatusStatement;

class StatusResponderTest {

    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
    private static final Instant END = NOW.plus(Duration.ofHours(24));

    private static TestAuthorities authorities;
    private static X509Certificate issuer;
    private static X509Certificate device;
    private static StatusResponder responder;

    @BeforeAll
    static void openAuthorities() throws Exception {
        authorities = TestAuthorities.open();
        issuer = authorities.ca(IssuingAuthority.DEVICE).certificate();
        device = authorities.issue(CertificateProfiles.STAFF_DEVICE);
        responder = new StatusResponder(signer(authorities));
    }

    @Test
    @DisplayName("N7: a lease is good until its end, checked offline, and not a second longer")
    void aLeaseIsGoodUntilItsEnd() throws Exception {
        byte[] lease = answer(new StatusAnswer.Good());

        assertThat(check(lease, NOW)).isEqualTo(new StatusStatement(NOW, END));
        assertThat(check(lease, END.minusSeconds(1))).isNotNull();
        refused(lease, END, ChainRefusedException.Reason.STATUS_OUT_OF_DATE);
        refused(lease, NOW.minusSeconds(1), ChainRefusedException.Reason.STATUS_OUT_OF_DATE);
    }

    @ParameterizedTest
    @EnumSource(RevocationReason.class)
    @DisplayName("A5: every reason is said, but for unspecified, which is said by silence")
    void saysTheReason(RevocationReason reason) throws Exception {
        byte[] answer = answer(new StatusAnswer.Revoked(NOW, reason));

        BasicOCSPResp basic = (BasicOCSPResp) new OCSPResp(answer).getResponseObject();
        RevokedStatus status = (RevokedStatus) basic.getResponses()[0].getCertStatus();
        assertThat(status.hasRevocationReason()).isEqualTo(reason != RevocationReason.UNSPECIFIED);
        if (status.hasRevocationReason()) {
            assertThat(status.getRevocationReason()).isEqualTo(reason.code());
        }
        refused(answer, NOW, ChainRefusedException.Reason.REVOKED);
    }

    @Test
    void callsNothingGoodThatIsUnknown() {
        refused(answer(new StatusAnswer.Unknown()), NOW, ChainRefusedException.Reason.STATUS_OF_ANOTHER_CA);
    }

    @Test
    @DisplayName("A5: the answer repeats the question's nonce (RFC 9654), and has none if there was none")
    void repeatsTheNonce() throws Exception {
        byte[] nonce = new byte[32];
        nonce[0] = 7;
        StatusAnswer good = statement(new StatusAnswer.Good());

        BasicOCSPResp with =
                (BasicOCSPResp) new OCSPResp(responder.sign(List.of(good), nonce, NOW)).getResponseObject();
        BasicOCSPResp without = (BasicOCSPResp) new OCSPResp(answer(new StatusAnswer.Good())).getResponseObject();

        byte[] value = with.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce)
                .getParsedValue()
                .toASN1Primitive()
                .getEncoded();
        assertThat(value).hasSize(34).endsWith(nonce);
        assertThat(without.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce))
                .isNull();
    }

    @Test
    void refusesAnswersAboutAnotherCertificate() throws Exception {
        byte[] lease = answer(new StatusAnswer.Good());

        assertThatThrownBy(() -> StatusStatement.requireGood(lease, issuer, BigInteger.TEN, NOW))
                .isInstanceOf(ChainRefusedException.class);
    }

    @Test
    @DisplayName("A5: an answer of another CA's responder, and one of a key that is none, count for nothing")
    void refusesOtherSigners() throws Exception {
        StatusAnswer good = statement(new StatusAnswer.Good());
        FunctionKey key = FunctionKey.generate();
        FunctionSigner noResponder = new ForeignKey(signer(authorities).certificate(), key);

        byte[] other = new StatusResponder(signer(TestAuthorities.open())).sign(List.of(good), null, NOW);
        byte[] wrongKey = new StatusResponder(noResponder).sign(List.of(good), null, NOW);

        refused(other, NOW, ChainRefusedException.Reason.STATUS_OF_ANOTHER_CA);
        refused(wrongKey, NOW, ChainRefusedException.Reason.STATUS_OF_ANOTHER_CA);
    }

    @Test
    void aDeviceIsNoResponder() throws Exception {
        FunctionKey key = FunctionKey.generate();
        X509Certificate certificate = authorities
                .issuer(CertificateProfiles.STAFF_DEVICE)
                .issue(
                        new org.konsil.pki.issuance.IssuanceOrder(
                                CertificateProfiles.STAFF_DEVICE,
                                key.publicKey(),
                                TestAuthorities.names(CertificateProfiles.STAFF_DEVICE),
                                TestAuthorities.locations(IssuingAuthority.DEVICE)),
                        ticket -> {});
        byte[] answer = new StatusResponder(key.certified(certificate))
                .sign(List.of(statement(new StatusAnswer.Good())), null, NOW);

        refused(answer, NOW, ChainRefusedException.Reason.STATUS_OF_ANOTHER_CA);
    }

    @Test
    @DisplayName("A5: no answer survives a flipped bit")
    void refusesFlippedBits() {
        byte[] lease = answer(new StatusAnswer.Good());

        for (int i = 0; i < lease.length; i++) {
            byte[] flipped = lease.clone();
            flipped[i] ^= 1;
            assertThat(catchThrowable(() -> check(flipped, NOW)))
                    .as("octet %d", i)
                    .isInstanceOf(ChainRefusedException.class);
        }
    }

    @Test
    void refusesTruncatedAndOversizedAnswers() {
        byte[] lease = answer(new StatusAnswer.Good());

        for (int length = 0; length < lease.length; length++) {
            refused(java.util.Arrays.copyOf(lease, length), NOW, ChainRefusedException.Reason.STATUS_UNREADABLE);
        }
        refused(new byte[100_000], NOW, ChainRefusedException.Reason.STATUS_UNREADABLE);
        refused(StatusRefusal.TRY_LATER.encoded(), NOW, ChainRefusedException.Reason.STATUS_UNREADABLE);
    }

    @Test
    void aKeyTakesNoCertificateOfAnother() throws Exception {
        X509Certificate certificate = signer(authorities).certificate();

        assertThatThrownBy(() -> FunctionKey.generate().certified(certificate))
                .isInstanceOf(org.konsil.pki.signer.SignerFailedException.class);
    }

    private static byte[] answer(StatusAnswer.State state) {
        return responder.sign(List.of(statement(state)), null, NOW);
    }

    private static StatusAnswer statement(StatusAnswer.State state) {
        return new StatusAnswer(CertificateName.of(issuer, device.getSerialNumber()), state, NOW, END);
    }

    private static StatusStatement check(byte[] answer, Instant at) throws ChainRefusedException {
        return StatusStatement.requireGood(answer, issuer, device.getSerialNumber(), at);
    }

    private static void refused(byte[] answer, Instant at, ChainRefusedException.Reason reason) {
        assertThatThrownBy(() -> check(answer, at))
                .isInstanceOfSatisfying(
                        ChainRefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static FunctionSigner signer(TestAuthorities authorities) throws Exception {
        return authorities.function(CertificateProfiles.DEVICE_OCSP);
    }

    /** Signs with a key that is not that of its certificate. */
    private record ForeignKey(X509Certificate certificate, FunctionKey key) implements FunctionSigner {
        @Override
        public byte[] sign(byte[] toBeSigned) {
            return TestAuthorities.signWithNewKey(toBeSigned);
        }
    }
}
