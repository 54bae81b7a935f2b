package org.konsil.pki.responder;

import java.io.IOException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.ResponderID;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.jspecify.annotations.Nullable;
import org.konsil.pki.Certificates;
import org.konsil.pki.KeyIdentifiers;
import org.konsil.pki.signer.FunctionContentSigner;
import org.konsil.pki.signer.FunctionSigner;
import org.konsil.pki.signer.SignerFailedException;

/**
 * Signs answers with the delegated key of one issuing CA (RFC 6960, section 4.2.2.2); the signer's certificate travels in each
 * answer, so that whoever knows the CA can check it offline.
 */
public final class StatusResponder {

    private final FunctionSigner signer;
    private final X509CertificateHolder certificate;
    private final RespID responder;

    /**
     * Signs with this key.
     *
     * @param signer its certificate is of the profile {@code …-ocsp} of the CA that is asked about
     */
    public StatusResponder(FunctionSigner signer) {
        this.signer = signer;
        try {
            this.certificate = new X509CertificateHolder(Certificates.der(signer.certificate()));
        } catch (IOException e) {
            throw new IllegalArgumentException("not a certificate", e);
        }
        SubjectPublicKeyInfo key = certificate.getSubjectPublicKeyInfo();
        this.responder = new RespID(new ResponderID(
                new DEROctetString(KeyIdentifiers.sha1(key.getPublicKeyData().getOctets()))));
    }

    /** The last instant at which this signer's answers are good. */
    public Instant usableUntil() {
        return certificate.getNotAfter().toInstant();
    }

    /**
     * Signs an answer.
     *
     * @param answers one for each certificate of the question
     * @param nonce the question's, or nothing: such an answer can be kept and given to many
     * @return OCSPResponse, DER
     * @throws SignerFailedException if the key cannot be used
     */
    public byte[] sign(List<StatusAnswer> answers, byte @Nullable [] nonce, Instant now) {
        BasicOCSPRespBuilder builder = new BasicOCSPRespBuilder(responder);
        for (StatusAnswer answer : answers) {
            builder.addResponse(
                    new CertificateID(answer.certificate().id()),
                    status(answer),
                    Date.from(answer.thisUpdate()),
                    Date.from(answer.nextUpdate()));
        }
        try {
            if (nonce != null) {
                builder.setResponseExtensions(new Extensions(new Extension(
                        OCSPObjectIdentifiers.id_pkix_ocsp_nonce,
                        false,
                        new DEROctetString(nonce).getEncoded(ASN1Encoding.DER))));
            }
            BasicOCSPResp basic = builder.build(
                    new FunctionContentSigner(signer), new X509CertificateHolder[] {certificate}, Date.from(now));
            return new OCSPRespBuilder()
                    .build(OCSPRespBuilder.SUCCESSFUL, basic)
                    .getEncoded();
        } catch (OCSPException | IOException e) {
            throw new IllegalStateException("the answer could not be built", e);
        }
    }

    private static @Nullable CertificateStatus status(StatusAnswer answer) {
        if (answer.state() instanceof StatusAnswer.Revoked revoked) {
            return revoked(revoked);
        }
        return answer.state() instanceof StatusAnswer.Unknown ? new UnknownStatus() : CertificateStatus.GOOD;
    }

    /** As in a CRL, "unspecified" is said by saying nothing (RFC 5280, section 5.3.1). */
    private static CertificateStatus revoked(StatusAnswer.Revoked revoked) {
        Date at = Date.from(revoked.at());
        int code = revoked.reason().code();
        return code == 0 ? new RevokedStatus(at) : new RevokedStatus(at, code);
    }
}
