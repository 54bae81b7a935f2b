package org.konsil.pki.responder;

import java.io.IOException;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.ocsp.OCSPResponseStatus;

/** Answers that nobody signs, since they say nothing of a certificate (RFC 6960, section 4.2.1). */
public enum StatusRefusal {
    MALFORMED(OCSPResponseStatus.MALFORMED_REQUEST),
    FAILED(OCSPResponseStatus.INTERNAL_ERROR),
    TRY_LATER(OCSPResponseStatus.TRY_LATER),
    /** The certificate is not one of ours. */
    UNAUTHORIZED(OCSPResponseStatus.UNAUTHORIZED);

    private final int code;

    StatusRefusal(int code) {
        this.code = code;
    }

    /** The answer, DER. */
    public byte[] encoded() {
        try {
            return new OCSPResponse(new OCSPResponseStatus(code), null).getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalStateException("five octets have no encoding", e);
        }
    }
}
