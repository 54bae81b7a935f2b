package org.konsil.protocol.mls.leaf;

import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.x509.Certificate;
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
        byte[] certified = subjectPublicKeyInfo(credential.certificates().get(0));
        boolean same;
        try {
            same = suite.signatureKeyOfInfo(certified).equals(signatureKey);
        } catch (MlsValidationException otherAlgorithm) {
            throw new MlsValidationException(Fault.CERTIFICATE_KEY_MISMATCH, otherAlgorithm);
        }
        if (!same) {
            throw new MlsValidationException(Fault.CERTIFICATE_KEY_MISMATCH);
        }
    }

    /** The certificate must be in the one form that DER has for it, or its readers might see different ones. */
    private static byte[] subjectPublicKeyInfo(Bytes der) {
        byte[] bytes = der.toArray();
        if (bytes.length > MOST_BYTES) {
            throw new MlsValidationException(Fault.CERTIFICATE_MALFORMED);
        }
        try {
            Certificate certificate = Certificate.getInstance(bytes);
            if (!Arrays.equals(certificate.getEncoded(ASN1Encoding.DER), bytes)) {
                throw new MlsValidationException(Fault.CERTIFICATE_MALFORMED);
            }
            return certificate.getSubjectPublicKeyInfo().getEncoded(ASN1Encoding.DER);
        } catch (IOException | IllegalArgumentException | IllegalStateException | ClassCastException malformed) {
            throw new MlsValidationException(Fault.CERTIFICATE_MALFORMED, malformed);
        }
    }
}
