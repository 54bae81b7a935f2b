package org.konsil.pki.status;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ocsp.BasicOCSPResponse;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.ocsp.OCSPResponseStatus;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.konsil.pki.Certificates;
import org.konsil.pki.PkiProvider;
import org.konsil.pki.profile.Oids;
import org.konsil.pki.responder.CertificateName;
import org.konsil.pki.status.ChainRefusedException.Reason;

/**
 * A signed answer about one certificate that was checked without asking anybody: a lease is one (RFC 6960, section 3.2).
 *
 * @param thisUpdate when the certificate was known to be good
 * @param nextUpdate from when on that counts for nothing
 */
public record StatusStatement(Instant thisUpdate, Instant nextUpdate) {

    private static final int MAX_BYTES = 16 * 1024;

    /**
     * Checks that the CA's own responder calls the certificate good, now.
     *
     * @param der OCSPResponse
     * @throws ChainRefusedException if it says anything else, or somebody else says it
     */
    public static StatusStatement requireGood(byte[] der, X509Certificate issuer, BigInteger serial, Instant at)
            throws ChainRefusedException {
        ASN1Sequence response = read(der);
        try {
            BasicOCSPResp basic = new BasicOCSPResp(BasicOCSPResponse.getInstance(response));
            // The bytes as they came: what the reader makes of them may encode to others.
            requireSigned(basic, response.getObjectAt(0), responder(basic, issuer, at));
            SingleResp answer = answer(basic, issuer, serial);
            if (answer.getNextUpdate() == null) {
                throw new ChainRefusedException(Reason.STATUS_OUT_OF_DATE);
            }
            StatusStatement statement = new StatusStatement(
                    answer.getThisUpdate().toInstant(), answer.getNextUpdate().toInstant());
            if (at.isBefore(statement.thisUpdate) || !at.isBefore(statement.nextUpdate)) {
                throw new ChainRefusedException(Reason.STATUS_OUT_OF_DATE);
            }
            return statement;
        } catch (IllegalArgumentException | IllegalStateException | IOException e) {
            throw new ChainRefusedException(Reason.STATUS_UNREADABLE, e);
        }
    }

    private static ASN1Sequence read(byte[] der) throws ChainRefusedException {
        if (der.length > MAX_BYTES) {
            throw new ChainRefusedException(Reason.STATUS_UNREADABLE);
        }
        try {
            OCSPResponse response = OCSPResponse.getInstance(strict(der));
            boolean successful = response.getResponseStatus().getIntValue() == OCSPResponseStatus.SUCCESSFUL;
            if (!successful
                    || response.getResponseBytes() == null
                    || !response.getResponseBytes()
                            .getResponseType()
                            .equals(OCSPObjectIdentifiers.id_pkix_ocsp_basic)) {
                throw new ChainRefusedException(Reason.STATUS_UNREADABLE);
            }
            return ASN1Sequence.getInstance(
                    strict(response.getResponseBytes().getResponse().getOctets()));
        } catch (IOException
                | IllegalArgumentException
                | IllegalStateException
                | ClassCastException
                | NullPointerException e) {
            throw new ChainRefusedException(Reason.STATUS_UNREADABLE, e);
        }
    }

    private static ASN1Primitive strict(byte[] der) throws IOException {
        ASN1Primitive value = ASN1Primitive.fromByteArray(der);
        if (value == null || !Arrays.equals(value.getEncoded(ASN1Encoding.DER), der)) {
            throw new IOException("not DER");
        }
        return value;
    }

    /** Section 4.2.2.2: the CA itself made the signer's certificate, and made it for this. */
    private static X509Certificate responder(BasicOCSPResp basic, X509Certificate issuer, Instant at)
            throws ChainRefusedException, IOException {
        if (basic.getCerts().length != 1) {
            throw new ChainRefusedException(Reason.STATUS_OF_ANOTHER_CA);
        }
        try {
            X509Certificate responder = Certificates.parse(basic.getCerts()[0].getEncoded());
            boolean named = responder.getIssuerX500Principal().equals(issuer.getSubjectX500Principal());
            boolean inTime = !at.isBefore(responder.getNotBefore().toInstant())
                    && at.isBefore(responder.getNotAfter().toInstant().plusSeconds(1));
            List<String> purposes = responder.getExtendedKeyUsage();
            if (!named || !inTime || !List.of(Oids.OCSP_SIGNING).equals(purposes)) {
                throw new ChainRefusedException(Reason.STATUS_OF_ANOTHER_CA);
            }
            responder.verify(issuer.getPublicKey(), PkiProvider.INSTANCE);
            return responder;
        } catch (CertificateException e) {
            throw new ChainRefusedException(Reason.STATUS_UNREADABLE, e);
        } catch (GeneralSecurityException e) {
            throw new ChainRefusedException(Reason.STATUS_OF_ANOTHER_CA, e);
        }
    }

    private static void requireSigned(BasicOCSPResp basic, ASN1Encodable content, X509Certificate responder)
            throws ChainRefusedException, IOException {
        try {
            Signature check = Signature.getInstance("SHA256withECDSA", PkiProvider.INSTANCE);
            check.initVerify(responder.getPublicKey());
            check.update(content.toASN1Primitive().getEncoded(ASN1Encoding.DER));
            if (!basic.getSignatureAlgorithmID().getAlgorithm().equals(X9ObjectIdentifiers.ecdsa_with_SHA256)
                    || !check.verify(basic.getSignature())) {
                throw new ChainRefusedException(Reason.STATUS_OF_ANOTHER_CA);
            }
        } catch (GeneralSecurityException e) {
            throw new ChainRefusedException(Reason.STATUS_OF_ANOTHER_CA, e);
        }
    }

    private static SingleResp answer(BasicOCSPResp basic, X509Certificate issuer, BigInteger serial)
            throws ChainRefusedException {
        for (SingleResp answer : basic.getResponses()) {
            CertificateName name = CertificateName.read(answer.getCertID().toASN1Primitive());
            if (name.isOf(issuer) && name.serial().equals(serial)) {
                if (answer.getCertStatus() instanceof RevokedStatus) {
                    throw new ChainRefusedException(Reason.REVOKED);
                }
                if (answer.getCertStatus() != CertificateStatus.GOOD) {
                    throw new ChainRefusedException(Reason.STATUS_OF_ANOTHER_CA);
                }
                return answer;
            }
        }
        throw new ChainRefusedException(Reason.STATUS_OF_ANOTHER_CA);
    }
}
