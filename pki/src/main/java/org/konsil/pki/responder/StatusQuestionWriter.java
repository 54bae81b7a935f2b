package org.konsil.pki.responder;

import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPRequest;
import org.bouncycastle.asn1.ocsp.Request;
import org.bouncycastle.asn1.ocsp.TBSRequest;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.jspecify.annotations.Nullable;

/** Writes the question for one certificate's status (RFC 6960, section 4.1), unsigned. */
public final class StatusQuestionWriter {

    private StatusQuestionWriter() {}

    /**
     * @param issuer whose certificate it is
     * @param nonce what the answer has to repeat (RFC 9654, section 2.1), or nothing
     * @return OCSPRequest, DER
     */
    public static byte[] write(X509Certificate issuer, BigInteger serial, byte @Nullable [] nonce) {
        try {
            Request request = new Request(CertificateName.of(issuer, serial).id(), null);
            return new OCSPRequest(new TBSRequest(null, new DERSequence(request), extensions(nonce)), null)
                    .getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalStateException("a question cannot be encoded", e);
        }
    }

    private static @Nullable Extensions extensions(byte @Nullable [] nonce) throws IOException {
        if (nonce == null) {
            return null;
        }
        byte[] value = new DEROctetString(nonce).getEncoded(ASN1Encoding.DER);
        return new Extensions(
                new Extension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce, false, new DEROctetString(value)));
    }
}
