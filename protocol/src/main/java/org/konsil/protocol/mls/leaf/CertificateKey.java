package org.konsil.protocol.mls.leaf;

import java.io.ByteArrayInputStream;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.crypto.CipherSuite;

/** Compares the key in a leaf's certificate with the leaf's signature key (RFC 9420, section 5.3). */
final class CertificateKey {

    private static final int MOST_BYTES = 1 << 14;

    private CertificateKey() {}

    static void requireIs(Bytes signatureKey, Credential.X509 credential, CipherSuite suite) {
        if (credential.certificates().isEmpty()) {
            throw new MlsValidationException(Fault.CERTIFICATE_MALFORMED);
        }
        PublicKey certified = certificate(credential.certificates().get(0)).getPublicKey();
        boolean same;
        try {
            same = suite.encodeSignatureKey(certified).equals(signatureKey);
        } catch (MlsValidationException otherAlgorithm) {
            throw new MlsValidationException(Fault.CERTIFICATE_KEY_MISMATCH, otherAlgorithm);
        }
        if (!same) {
            throw new MlsValidationException(Fault.CERTIFICATE_KEY_MISMATCH);
        }
    }

    private static X509Certificate certificate(Bytes der) {
        try {
            byte[] bytes = der.toArray();
            if (bytes.length > MOST_BYTES) {
                throw new MlsValidationException(Fault.CERTIFICATE_MALFORMED);
            }
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes));
            if (!Arrays.equals(certificate.getEncoded(), bytes)) {
                throw new MlsValidationException(Fault.CERTIFICATE_MALFORMED);
            }
            return certificate;
        } catch (CertificateException malformed) {
            throw new MlsValidationException(Fault.CERTIFICATE_MALFORMED, malformed);
        }
    }
}
