package org.konsil.pki.responder;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPRequest;
import org.bouncycastle.asn1.ocsp.Request;
import org.bouncycastle.asn1.ocsp.TBSRequest;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.jspecify.annotations.Nullable;

/** Reads OCSP requests (RFC 6960, section 4.1); a signature on one is allowed and not looked at, nobody is preferred. */
public final class StatusQuestionReader {

    public static final int MAX_BYTES = 4 * 1024;
    public static final int MAX_CERTIFICATES = 16;

    private static final int MAX_NONCE_BYTES = 128;

    private StatusQuestionReader() {}

    /**
     * Reads a request.
     *
     * @param der from anybody
     * @throws MalformedQuestionException if it is none, too large, or asks with a critical extension that we do not know
     */
    public static StatusQuestion read(byte[] der) throws MalformedQuestionException {
        if (der.length > MAX_BYTES) {
            throw new MalformedQuestionException("more than " + MAX_BYTES + " octets");
        }
        try {
            TBSRequest request =
                    OCSPRequest.getInstance(ASN1Primitive.fromByteArray(der)).getTbsRequest();
            return new StatusQuestion(certificates(request.getRequestList()), nonce(request.getRequestExtensions()));
        } catch (IOException | IllegalArgumentException | IllegalStateException | ClassCastException e) {
            throw new MalformedQuestionException("not an OCSP request", e);
        } catch (NullPointerException | ArrayIndexOutOfBoundsException e) {
            // Bouncy Castle's reading of an empty sequence.
            throw new MalformedQuestionException("not an OCSP request", e);
        }
    }

    private static List<CertificateName> certificates(ASN1Sequence list) throws MalformedQuestionException {
        if (list.size() < 1 || list.size() > MAX_CERTIFICATES) {
            throw new MalformedQuestionException("1 to " + MAX_CERTIFICATES + " certificates");
        }
        List<CertificateName> certificates = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            Request request = Request.getInstance(list.getObjectAt(i));
            refuseUnknownCritical(request.getSingleRequestExtensions());
            // Read now: a serial that is no number must fail here, not later.
            request.getReqCert().getSerialNumber().getValue();
            certificates.add(new CertificateName(request.getReqCert()));
        }
        return List.copyOf(certificates);
    }

    /** RFC 9654, section 2.1: 1 to 128 octets, anything else is malformed. */
    private static byte @Nullable [] nonce(@Nullable Extensions extensions) throws MalformedQuestionException {
        refuseUnknownCritical(extensions);
        Extension extension =
                extensions == null ? null : extensions.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
        if (extension == null) {
            return null;
        }
        byte[] nonce = ASN1OctetString.getInstance(extension.getParsedValue()).getOctets();
        if (nonce.length < 1 || nonce.length > MAX_NONCE_BYTES) {
            throw new MalformedQuestionException("a nonce has 1 to " + MAX_NONCE_BYTES + " octets");
        }
        return nonce;
    }

    private static void refuseUnknownCritical(@Nullable Extensions extensions) throws MalformedQuestionException {
        if (extensions == null) {
            return;
        }
        for (var oid : extensions.getCriticalExtensionOIDs()) {
            if (!oid.equals(OCSPObjectIdentifiers.id_pkix_ocsp_nonce)) {
                throw new MalformedQuestionException("a critical extension that is not known");
            }
        }
    }
}
