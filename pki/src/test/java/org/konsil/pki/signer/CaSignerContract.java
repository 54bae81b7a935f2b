package org.konsil.pki.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.pki.PkiProvider;
import org.konsil.pki.TestAuthorities;
import org.konsil.pki.profile.CertificateProfiles;
import org.konsil.pki.revocation.RevocationListBuilder;

/** What every place for a CA's key must do. */
interface CaSignerContract {

    /** The Device CA of a hospital, opened from where its key lies. */
    CaSigner open() throws Exception;

    /** The same with a wrong password or PIN. */
    void openWithAWrongSecret() throws Exception;

    /** A key beside a certificate of another key. */
    void openWithAForeignCertificate() throws Exception;

    @Test
    @DisplayName("A5: signs what its certificate's key verifies, and another message not")
    default void signsForItsCertificate() throws Exception {
        CaSigner signer = open();
        byte[] message = {1, 2, 3};

        byte[] signature = signer.sign(message);

        assertThat(verifies(signer.certificate(), message, signature)).isTrue();
        assertThat(verifies(signer.certificate(), new byte[] {1, 2, 4}, signature))
                .isFalse();
        signature[signature.length - 1] ^= 1;
        assertThat(verifies(signer.certificate(), message, signature)).isFalse();
    }

    @Test
    @DisplayName("A5: issues a certificate and a list")
    default void issues() throws Exception {
        CaSigner signer = open();

        X509Certificate certificate = TestAuthorities.issuerOf(signer, TestAuthorities.CLOCK)
                .issue(
                        TestAuthorities.order(
                                CertificateProfiles.STAFF_DEVICE,
                                TestAuthorities.newKeys(CertificateProfiles.STAFF_DEVICE)),
                        ticket -> {});

        certificate.verify(signer.certificate().getPublicKey(), PkiProvider.INSTANCE);
        assertThat(new RevocationListBuilder(signer, Duration.ofDays(3))
                        .build(java.math.BigInteger.ONE, TestAuthorities.CLOCK.instant(), java.util.List.of()))
                .isNotEmpty();
    }

    @Test
    @DisplayName("A5: a wrong password opens nothing")
    default void needsItsSecret() {
        assertThatThrownBy(this::openWithAWrongSecret).isInstanceOf(SignerFailedException.class);
    }

    @Test
    @DisplayName("A5: the self-test at start finds a key that is not the certificate's")
    default void testsItself() {
        assertThatThrownBy(this::openWithAForeignCertificate).isInstanceOf(SignerFailedException.class);
    }

    @Test
    default void saysNothingOfItsKey() throws Exception {
        assertThat(open().toString()).doesNotContainIgnoringCase("private").hasSizeLessThan(200);
    }

    private static boolean verifies(X509Certificate certificate, byte[] message, byte[] signature) {
        try {
            Signature check = Signature.getInstance("SHA384withECDSA", PkiProvider.INSTANCE);
            check.initVerify(certificate.getPublicKey());
            check.update(message);
            return check.verify(signature);
        } catch (java.security.GeneralSecurityException e) {
            return false;
        }
    }
}
