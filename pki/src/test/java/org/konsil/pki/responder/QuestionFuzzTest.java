package org.konsil.pki.responder;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.konsil.pki.Certificates;
import org.konsil.pki.Changed;
import org.konsil.pki.SerialNumbers;
import org.konsil.pki.TestAuthorities;
import org.konsil.pki.profile.CertificateProfiles;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.pki.timestamp.TimeStampAuthority;

/** Throws bytes at what answers anybody's questions: OCSP and time stamps; each gets an answer of the protocol. */
class QuestionFuzzTest {

    private static final Instant NOW = TestAuthorities.CLOCK.instant();
    private static final byte[] QUESTION;
    private static final byte[] STAMP;
    private static final StatusResponder RESPONDER;
    private static final TimeStampAuthority STAMPS;

    static {
        try {
            TestAuthorities authorities = TestAuthorities.open();
            X509CertificateHolder issuer = new X509CertificateHolder(
                    Certificates.der(authorities.ca(IssuingAuthority.DEVICE).certificate()));
            AlgorithmIdentifier sha1 = new AlgorithmIdentifier(OIWObjectIdentifiers.idSHA1);
            QUESTION = new OCSPReqBuilder()
                    .addRequest(new CertificateID(
                            new JcaDigestCalculatorProviderBuilder().build().get(sha1), issuer, BigInteger.TEN))
                    .build()
                    .getEncoded();
            TimeStampRequestGenerator stamps = new TimeStampRequestGenerator();
            stamps.setCertReq(true);
            STAMP = stamps.generate(NISTObjectIdentifiers.id_sha256, new byte[32], BigInteger.ONE)
                    .getEncoded();
            RESPONDER = new StatusResponder(authorities.function(CertificateProfiles.DEVICE_OCSP));
            STAMPS = new TimeStampAuthority(
                    authorities.function(CertificateProfiles.TIME_STAMP),
                    CertificateProfiles.TIME_STAMP.policy(),
                    new SerialNumbers(new SecureRandom()),
                    TestAuthorities.CLOCK);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @FuzzTest(maxDuration = "60s")
    void status(byte[] bytes) {
        for (byte[] der : List.of(bytes, Changed.of(QUESTION, bytes))) {
            try {
                StatusQuestion question = StatusQuestionReader.read(der);
                List<StatusAnswer> answers = question.certificates().stream()
                        .map(name ->
                                new StatusAnswer(name, new StatusAnswer.Unknown(), NOW, NOW.plus(Duration.ofHours(1))))
                        .toList();
                assertThat(RESPONDER.sign(answers, question.nonce(), NOW)).isNotEmpty();
            } catch (MalformedQuestionException refused) {
                assertThat(refused).hasNoSuppressedExceptions();
            }
        }
    }

    @FuzzTest(maxDuration = "60s")
    void timeStamp(byte[] bytes) throws Exception {
        for (byte[] der : List.of(bytes, Changed.of(STAMP, bytes))) {
            assertThat(new TimeStampResponse(STAMPS.answer(der)).getStatus()).isBetween(0, 5);
        }
    }
}
