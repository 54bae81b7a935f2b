package org.konsil.pki.timestamp;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.pki.PkiProvider;
import org.konsil.pki.SerialNumbers;
import org.konsil.pki.TestAuthorities;
import org.konsil.pki.profile.CertificateProfiles;
import org.konsil.pki.signer.FunctionSigner;

class TimeStampAuthorityTest {

    private static final String POLICY = CertificateProfiles.TIME_STAMP.policy();
    private static final BigInteger NONCE = BigInteger.valueOf(4711);

    private static FunctionSigner signer;

    @BeforeAll
    static void openAuthorities() throws Exception {
        signer = TestAuthorities.open().function(CertificateProfiles.TIME_STAMP);
    }

    @Test
    @DisplayName(
            "A5: a token names digest, time, policy, accuracy, its serial and the nonce, and its signature is good")
    void stampsADigest() throws Exception {
        TimeStampRequest request = request(NISTObjectIdentifiers.id_sha256, 32);

        TimeStampResponse response = answer(request.getEncoded());

        response.validate(request);
        TimeStampToken token = response.getTimeStampToken();
        token.validate(new JcaSimpleSignerInfoVerifierBuilder()
                .setProvider(PkiProvider.INSTANCE)
                .build(signer.certificate()));
        assertThat(token.getTimeStampInfo().getGenTime().toInstant())
                .isEqualTo(TestAuthorities.CLOCK.instant().truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
        assertThat(token.getTimeStampInfo().getPolicy().getId()).isEqualTo(POLICY);
        assertThat(token.getTimeStampInfo().getAccuracy().getSeconds().intValueExact())
                .isEqualTo(1);
        assertThat(token.getTimeStampInfo().getNonce()).isEqualTo(NONCE);
        assertThat(token.getTimeStampInfo().getSerialNumber().bitLength()).isGreaterThan(128);
        assertThat(token.getSignedAttributes().get(PKCSObjectIdentifiers.id_aa_signingCertificateV2))
                .as("ESSCertIDv2, RFC 5816")
                .isNotNull();
    }

    @Test
    void stampsTwiceWithTwoSerials() throws Exception {
        byte[] request = request(NISTObjectIdentifiers.id_sha256, 32).getEncoded();

        assertThat(answer(request).getTimeStampToken().getTimeStampInfo().getSerialNumber())
                .isNotEqualTo(
                        answer(request).getTimeStampToken().getTimeStampInfo().getSerialNumber());
    }

    @Test
    void refusesWeakDigestsOtherPoliciesAndExtensions() throws Exception {
        refuses(request(OIWObjectIdentifiers.idSHA1, 20).getEncoded(), PKIFailureInfo.badAlg);
        refuses(request(NISTObjectIdentifiers.id_sha256, 20).getEncoded(), PKIFailureInfo.badDataFormat);
        TimeStampRequestGenerator otherPolicy = new TimeStampRequestGenerator();
        otherPolicy.setReqPolicy(new ASN1ObjectIdentifier("1.2.3.4"));
        refuses(
                otherPolicy
                        .generate(NISTObjectIdentifiers.id_sha256, new byte[32])
                        .getEncoded(),
                PKIFailureInfo.unacceptedPolicy);
        TimeStampRequestGenerator extended = new TimeStampRequestGenerator();
        extended.addExtension(new ASN1ObjectIdentifier("1.2.3.4"), true, new byte[] {5, 0});
        refuses(
                extended.generate(NISTObjectIdentifiers.id_sha256, new byte[32]).getEncoded(),
                PKIFailureInfo.unacceptedExtension);
    }

    @Test
    @DisplayName("A5: the key signs for a year, though its certificate lives for three")
    void stopsWhenTheKeysTimeIsOver() throws Exception {
        byte[] request = request(NISTObjectIdentifiers.id_sha256, 32).getEncoded();

        assertThat(authority(Duration.ofDays(364)).answer(request)).isNotNull();
        TimeStampResponse late =
                new TimeStampResponse(authority(Duration.ofDays(366)).answer(request));
        assertThat(late.getTimeStampToken()).isNull();
        assertThat(late.getFailInfo().intValue()).isEqualTo(PKIFailureInfo.timeNotAvailable);
    }

    @Test
    void answersWhateverItIsSent() throws Exception {
        byte[] request = request(NISTObjectIdentifiers.id_sha256, 32).getEncoded();
        TimeStampAuthority authority = authority(Duration.ZERO);
        Random random = new Random(3161);

        refuses(new byte[TimeStampAuthority.MAX_REQUEST_BYTES + 1], PKIFailureInfo.badDataFormat);
        for (int length = 0; length < request.length; length++) {
            refuses(Arrays.copyOf(request, length), PKIFailureInfo.badDataFormat);
        }
        for (int i = 0; i < 2_000; i++) {
            byte[] changed = request.clone();
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            assertThat(new TimeStampResponse(authority.answer(changed)).getStatus())
                    .isIn(PKIStatus.GRANTED, PKIStatus.REJECTION);
        }
    }

    private static void refuses(byte[] request, int failure) throws Exception {
        TimeStampResponse response = answer(request);
        assertThat(response.getStatus()).isEqualTo(PKIStatus.REJECTION);
        assertThat(response.getFailInfo().intValue()).isEqualTo(failure);
        assertThat(response.getTimeStampToken()).isNull();
    }

    private static TimeStampResponse answer(byte[] request) throws Exception {
        return new TimeStampResponse(authority(Duration.ZERO).answer(request));
    }

    private static TimeStampAuthority authority(Duration later) {
        return new TimeStampAuthority(
                signer, POLICY, new SerialNumbers(new SecureRandom()), Clock.offset(TestAuthorities.CLOCK, later));
    }

    private static TimeStampRequest request(ASN1ObjectIdentifier digest, int length) throws Exception {
        TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        return generator.generate(digest, new byte[length], NONCE);
    }
}
