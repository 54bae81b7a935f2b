package org.konsil.client.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.pki.Certificates;
import org.konsil.protocol.proof.ProofRefusedException;

@DisplayName("N12 a certificate's proof")
class CertificateProofTest {

    private static SignedLog log;
    private static SignedLog other;
    private static byte[] proof;

    @BeforeAll
    static void begins() throws Exception {
        log = new SignedLog(1).with(20);
        other = new SignedLog(2);
        log.entries.add(entry(log.ca, "certificate-issued"));
        log.with(300);
        proof = log.proof(21);
    }

    private static byte[] entry(X509Certificate certificate, String kind) {
        return ("{\"at\":\"2026-11-26T21:30:00Z\",\"kind\":\"" + kind + "\",\"subject\":{\"issuer\":\""
                        + Certificates.issuerKeyId(certificate) + "\",\"serial\":\"a\",\"sha256\":\""
                        + Certificates.sha256(certificate) + "\"},\"v\":1}")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("shows that the certificate is in the log, and where")
    void showsIt() {
        CertificateProof checked = CertificateProof.check(proof, log.ca, log.signer.key());

        assertThat(checked.proof().index()).isEqualTo(21);
        assertThat(checked.proof().checkpoint().size()).isEqualTo(322);
    }

    @Test
    @DisplayName("shows nothing of another certificate, in another log, by another kind of entry, or with a turned bit")
    void showsNothingElse() throws Exception {
        refuses(proof, other.ca);
        assertThatThrownBy(() -> CertificateProof.check(proof, log.ca, other.signer.key()))
                .isInstanceOf(ProofRefusedException.class);
        SignedLog revoking = new SignedLog(1);
        revoking.entries.add(entry(log.ca, "certificate-revoked"));
        refuses(revoking.proof(1), log.ca);
        refuses(log.proof(5), log.ca);
        for (int at = 0; at < proof.length; at++) {
            byte[] turned = proof.clone();
            turned[at] ^= 1;
            refuses(turned, log.ca);
        }
        refuses(new byte[0], log.ca);
    }

    private static void refuses(byte[] file, X509Certificate certificate) {
        assertThatThrownBy(() -> CertificateProof.check(file, certificate, log.signer.key()))
                .isInstanceOf(ProofRefusedException.class);
    }
}
