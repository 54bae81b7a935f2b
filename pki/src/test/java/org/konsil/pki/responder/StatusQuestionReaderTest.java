package org.konsil.pki.responder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Random;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.konsil.pki.Certificates;
import org.konsil.pki.PkiProvider;
import org.konsil.pki.TestAuthorities;
import org.konsil.pki.profile.IssuingAuthority;

class StatusQuestionReaderTest {

    private static X509Certificate issuer;
    private static X509Certificate other;

    @BeforeAll
    static void openAuthorities() throws Exception {
        TestAuthorities authorities = TestAuthorities.open();
        issuer = authorities.ca(IssuingAuthority.DEVICE).certificate();
        other = authorities.ca(IssuingAuthority.STAFF).certificate();
    }

    @Test
    void knowsWhatIsAskedAbout() throws Exception {
        StatusQuestion question = StatusQuestionReader.read(request(1, null, false));

        assertThat(question.certificates()).hasSize(1);
        assertThat(question.certificates().get(0).isOf(issuer)).isTrue();
        assertThat(question.certificates().get(0).isOf(other)).isFalse();
        assertThat(question.certificates().get(0).serial()).isEqualTo(BigInteger.ONE);
        assertThat(question.takesStored()).isTrue();
    }

    @Test
    void namesAreEqualHoweverTheyCameAbout() throws Exception {
        CertificateName asked = StatusQuestionReader.read(request(1, null, false))
                .certificates()
                .get(0);

        assertThat(asked.isOf(issuer)).isTrue();
        assertThat(CertificateName.of(issuer, BigInteger.ONE).isOf(issuer)).isTrue();
        assertThat(CertificateName.of(issuer, BigInteger.ONE)).isEqualTo(CertificateName.of(issuer, BigInteger.ONE));
        assertThat(CertificateName.of(issuer, BigInteger.ONE)).isNotEqualTo(CertificateName.of(other, BigInteger.ONE));
    }

    @Test
    void readsWhatTheWriterWrites() throws Exception {
        byte[] nonce = {1, 2, 3};

        StatusQuestion plain = StatusQuestionReader.read(StatusQuestionWriter.write(issuer, BigInteger.TEN, null));
        StatusQuestion fresh = StatusQuestionReader.read(StatusQuestionWriter.write(issuer, BigInteger.TEN, nonce));

        assertThat(plain.certificates()).containsExactly(CertificateName.of(issuer, BigInteger.TEN));
        assertThat(plain.takesStored()).isTrue();
        assertThat(fresh.certificates()).containsExactly(CertificateName.of(issuer, BigInteger.TEN));
        assertThat(fresh.nonce()).isEqualTo(nonce);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 32, 128})
    @DisplayName("A5: a nonce has 1 to 128 octets (RFC 9654)")
    void readsNonces(int length) throws Exception {
        StatusQuestion question = StatusQuestionReader.read(request(1, new byte[length], false));

        assertThat(question.nonce()).hasSize(length);
        assertThat(question.takesStored()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 129, 2000})
    void refusesOtherNonces(int length) {
        assertThatThrownBy(() -> StatusQuestionReader.read(request(1, new byte[length], false)))
                .isInstanceOf(MalformedQuestionException.class);
    }

    @Test
    void refusesTooManyAtOnce() throws Exception {
        assertThat(StatusQuestionReader.read(request(16, null, false)).certificates())
                .hasSize(16);
        assertThatThrownBy(() -> StatusQuestionReader.read(request(17, null, false)))
                .isInstanceOf(MalformedQuestionException.class);
    }

    @Test
    void refusesCriticalExtensionsThatItDoesNotKnow() {
        assertThatThrownBy(() -> StatusQuestionReader.read(request(1, null, true)))
                .isInstanceOf(MalformedQuestionException.class);
    }

    @Test
    void refusesWhatIsTruncatedOrTooLong() throws Exception {
        byte[] request = request(2, new byte[32], false);

        for (int length = 0; length < request.length; length++) {
            byte[] part = Arrays.copyOf(request, length);
            assertThatThrownBy(() -> StatusQuestionReader.read(part)).isInstanceOf(MalformedQuestionException.class);
        }
        assertThatThrownBy(() -> StatusQuestionReader.read(Arrays.copyOf(request, 5000)))
                .isInstanceOf(MalformedQuestionException.class);
    }

    @Test
    void neverFailsOtherwiseThanItSays() throws Exception {
        byte[] request = request(2, new byte[32], false);
        Random random = new Random(6960);

        for (int i = 0; i < 20_000; i++) {
            byte[] changed = request.clone();
            for (int n = 0; n <= random.nextInt(3); n++) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            try {
                StatusQuestionReader.read(changed).certificates().forEach(name -> name.isOf(issuer));
            } catch (MalformedQuestionException e) {
                assertThat(e).hasMessageNotContaining("null");
            }
        }
    }

    private static byte[] request(int certificates, byte[] nonce, boolean unknownCritical) throws Exception {
        OCSPReqBuilder builder = new OCSPReqBuilder();
        for (int i = 1; i <= certificates; i++) {
            builder.addRequest(new CertificateID(
                    new JcaDigestCalculatorProviderBuilder()
                            .setProvider(PkiProvider.INSTANCE)
                            .build()
                            .get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256)),
                    new X509CertificateHolder(Certificates.der(issuer)),
                    BigInteger.valueOf(i)));
        }
        if (nonce != null) {
            builder.setRequestExtensions(new Extensions(new Extension(
                    OCSPObjectIdentifiers.id_pkix_ocsp_nonce, false, new DEROctetString(nonce).getEncoded())));
        }
        if (unknownCritical) {
            builder.setRequestExtensions(new Extensions(new Extension(
                    new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1"), true, new DEROctetString(new byte[1]))));
        }
        return builder.build().getEncoded();
    }
}
