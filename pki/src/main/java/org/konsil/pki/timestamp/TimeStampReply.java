package org.konsil.pki.timestamp;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.konsil.pki.PkiProvider;

/** An authority's word when a text was there (RFC 3161), as somebody kept it; it counts for nothing before {@link #check}. */
public final class TimeStampReply {

    /** No reply is longer; other authorities send their whole chain. */
    public static final int MOST_BYTES = 64 * 1024;

    private final TimeStampToken token;

    private TimeStampReply(TimeStampToken token) {
        this.token = token;
    }

    /**
     * Reads TimeStampResp, DER (section 2.4.2).
     *
     * @throws GeneralSecurityException if it is none, or grants no stamp
     */
    public static TimeStampReply parse(byte[] reply) throws GeneralSecurityException {
        if (reply.length > MOST_BYTES) {
            throw new GeneralSecurityException("too long for a time stamp");
        }
        try {
            TimeStampResponse response = new TimeStampResponse(reply);
            TimeStampToken token = response.getTimeStampToken();
            if (token == null || response.getStatus() != PKIStatus.GRANTED) {
                throw new GeneralSecurityException("no time stamp was granted");
            }
            return new TimeStampReply(token);
        } catch (TSPException | IOException | RuntimeException malformed) {
            // A parser of others' bytes fails in many ways.
            throw new GeneralSecurityException("not a time stamp", malformed);
        }
    }

    /**
     * The time at which the text was there: SHA-256 of the text is what was stamped, the signature is that of a certificate for
     * time stamping alone that was valid then (section 2.3), and its chain ends at one of the roots.
     *
     * @param between certificates that the reply may lack
     * @throws GeneralSecurityException if one of that does not hold
     */
    public Instant check(byte[] text, Set<X509Certificate> roots, Collection<X509Certificate> between)
            throws GeneralSecurityException {
        try {
            return checkParts(text, roots, between);
        } catch (RuntimeException malformed) {
            // What is inside is parsed only when it is looked at, and fails in as many ways as there are parsers in it.
            throw new GeneralSecurityException("not a time stamp", malformed);
        }
    }

    private Instant checkParts(byte[] text, Set<X509Certificate> roots, Collection<X509Certificate> between)
            throws GeneralSecurityException {
        requireAbout(text);
        X509CertificateHolder signer = signer();
        try {
            token.validate(new JcaSimpleSignerInfoVerifierBuilder()
                    .setProvider(PkiProvider.INSTANCE)
                    .build(signer));
        } catch (TSPException | OperatorCreationException forged) {
            throw new GeneralSecurityException("the time stamp's signature does not hold", forged);
        }
        Instant time = token.getTimeStampInfo().getGenTime().toInstant();
        requireChain(signer, roots, between, Date.from(time));
        return time;
    }

    private void requireAbout(byte[] text) throws GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
        if (!NISTObjectIdentifiers.id_sha256.equals(token.getTimeStampInfo().getMessageImprintAlgOID())
                || !MessageDigest.isEqual(digest, token.getTimeStampInfo().getMessageImprintDigest())) {
            throw new GeneralSecurityException("a time stamp of another text");
        }
    }

    private X509CertificateHolder signer() throws GeneralSecurityException {
        Collection<X509CertificateHolder> signers = token.getCertificates().getMatches(token.getSID());
        if (signers.size() != 1) {
            throw new GeneralSecurityException("a time stamp without its certificate");
        }
        return signers.iterator().next();
    }

    /** RFC 5280 section 6 at the time of the stamp. */
    private void requireChain(
            X509CertificateHolder signer, Set<X509Certificate> roots, Collection<X509Certificate> between, Date at)
            throws GeneralSecurityException {
        JcaX509CertificateConverter converter = new JcaX509CertificateConverter();
        List<X509Certificate> known = new ArrayList<>(between);
        for (X509CertificateHolder holder : token.getCertificates().getMatches(null)) {
            known.add(converter.getCertificate(holder));
        }
        X509CertSelector target = new X509CertSelector();
        target.setCertificate(converter.getCertificate(signer));
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(
                roots.stream().map(root -> new TrustAnchor(root, null)).collect(Collectors.toSet()), target);
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(known)));
        parameters.setDate(at);
        parameters.setRevocationEnabled(false);
        CertPathBuilder.getInstance("PKIX").build(parameters);
    }
}
