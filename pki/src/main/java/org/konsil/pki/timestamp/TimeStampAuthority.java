package org.konsil.pki.timestamp;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.PrivateKeyUsagePeriod;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInfoGenerator;
import org.bouncycastle.cms.SignerInfoGeneratorBuilder;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import org.bouncycastle.util.CollectionStore;
import org.konsil.pki.Certificates;
import org.konsil.pki.PkiProvider;
import org.konsil.pki.SerialNumbers;
import org.konsil.pki.signer.FunctionContentSigner;
import org.konsil.pki.signer.FunctionSigner;

/** Signs that a digest was known at a time; what the digest is of, it never learns. */
public final class TimeStampAuthority {

    public static final int MAX_REQUEST_BYTES = 4 * 1024;

    /** How far the server's clock may be off; what keeps it so is the operator's time service. */
    public static final Duration ACCURACY = Duration.ofSeconds(1);

    private static final Set<ASN1ObjectIdentifier> DIGESTS =
            Set.of(NISTObjectIdentifiers.id_sha256, NISTObjectIdentifiers.id_sha384, NISTObjectIdentifiers.id_sha512);

    private final FunctionSigner signer;
    private final ASN1ObjectIdentifier policy;
    private final SerialNumbers serials;
    private final Clock clock;

    /**
     * Signs with this key.
     *
     * @param signer its certificate is of the profile {@code time-stamp}
     * @param policy the OID of the policy under which it does
     */
    public TimeStampAuthority(FunctionSigner signer, String policy, SerialNumbers serials, Clock clock) {
        this.signer = signer;
        this.policy = new ASN1ObjectIdentifier(policy);
        this.serials = serials;
        this.clock = clock;
    }

    /**
     * Answers a request: with a token, or with a refusal that says why (section 2.4.2).
     *
     * @param request TimeStampReq, DER, from anybody
     * @return TimeStampResp, DER
     */
    public byte[] answer(byte[] request) {
        try {
            TimeStampResponseGenerator answers = new TimeStampResponseGenerator(tokens(), DIGESTS, Set.of(policy));
            return answer(answers, request).getEncoded();
        } catch (TSPException | IOException | OperatorCreationException e) {
            throw new IllegalStateException("the time stamp could not be built", e);
        }
    }

    private TimeStampResponse answer(TimeStampResponseGenerator answers, byte[] request) throws TSPException {
        Instant now = clock.instant();
        if (!mayStillSign(signer.certificate(), now)) {
            return answers.generateFailResponse(
                    PKIStatus.REJECTION, PKIFailureInfo.timeNotAvailable, "the key's time is over");
        }
        TimeStampRequest read;
        try {
            if (request.length > MAX_REQUEST_BYTES) {
                throw new IOException("too large");
            }
            read = new TimeStampRequest(request);
            // A critical extension that is not known must not be passed over (section 2.4.1).
            if (read.hasExtensions() && !read.getCriticalExtensionOIDs().isEmpty()) {
                return answers.generateFailResponse(
                        PKIStatus.REJECTION, PKIFailureInfo.unacceptedExtension, "unknown extension");
            }
        } catch (IOException | IllegalArgumentException | IllegalStateException | ClassCastException e) {
            return answers.generateFailResponse(
                    PKIStatus.REJECTION, PKIFailureInfo.badDataFormat, "not a time-stamp request");
        }
        return answers.generate(read, serials.next(), Date.from(now));
    }

    private TimeStampTokenGenerator tokens() throws TSPException, IOException, OperatorCreationException {
        X509CertificateHolder certificate = new X509CertificateHolder(Certificates.der(signer.certificate()));
        DigestCalculatorProvider digests = new JcaDigestCalculatorProviderBuilder()
                .setProvider(PkiProvider.INSTANCE)
                .build();
        SignerInfoGenerator signature = new SignerInfoGeneratorBuilder(digests)
                .setSignedAttributeGenerator(new DefaultSignedAttributeTableGenerator())
                .build(new FunctionContentSigner(signer), certificate);
        // SHA-256 here makes ESSCertIDv2 (RFC 5816).
        TimeStampTokenGenerator tokens = new TimeStampTokenGenerator(
                signature, digests.get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256)), policy);
        tokens.addCertificates(new CollectionStore<>(List.of(certificate)));
        tokens.setAccuracySeconds(Math.toIntExact(ACCURACY.toSeconds()));
        return tokens;
    }

    /** The certificate outlives its key's use by years, so that what was stamped last can be checked for long. */
    private static boolean mayStillSign(X509Certificate certificate, Instant now) {
        byte[] extension = certificate.getExtensionValue(Extension.privateKeyUsagePeriod.getId());
        if (extension == null) {
            return now.isBefore(certificate.getNotAfter().toInstant());
        }
        ASN1GeneralizedTime end = PrivateKeyUsagePeriod.getInstance(
                        ASN1OctetString.getInstance(extension).getOctets())
                .getNotAfter();
        try {
            return end != null && !now.isAfter(end.getDate().toInstant());
        } catch (java.text.ParseException e) {
            return false;
        }
    }
}
