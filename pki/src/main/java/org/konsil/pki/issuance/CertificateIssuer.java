package org.konsil.pki.issuance;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.konsil.pki.Certificates;
import org.konsil.pki.PkiProvider;
import org.konsil.pki.SerialNumbers;
import org.konsil.pki.lint.CertificateLint;
import org.konsil.pki.signer.CaSigner;

/**
 * Issues certificates of every profile, in two steps, so that a journal can be written between them.
 *
 * <p>The first step builds the certificate, signs it with a key that nobody trusts, and lints the result. The second has
 * the CA sign the very same bytes, once, and reads back what came of it.
 */
public final class CertificateIssuer {

    private static final String ALGORITHM = "SHA384withECDSA";
    private static final AlgorithmIdentifier ALGORITHM_ID =
            new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA384);

    private final CaSigner ca;
    private final CertificateBody bodies;
    private final CertificateLint lint;
    private final Clock clock;
    private final KeyPair rehearsalKeys;

    /**
     * Issues for this CA.
     *
     * @param domain the hospital's domain in {@code im:} URIs
     */
    public CertificateIssuer(CaSigner ca, String domain, SerialNumbers serials, Clock clock) {
        this.ca = ca;
        this.bodies = new CertificateBody(ca.certificate(), serials);
        this.lint = new CertificateLint(ca.certificate(), domain);
        this.clock = clock;
        try {
            // The smaller curve: nobody looks at this signature, and the body names the CA's algorithm all the same.
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", PkiProvider.INSTANCE);
            generator.initialize(new ECGenParameterSpec("P-256"));
            this.rehearsalKeys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the provider has no P-256", e);
        }
    }

    /**
     * Both steps, with the journal between them.
     *
     * @throws LintFailedException if the certificate to be breaks a rule
     * @throws IssuanceFailedException if it could not be built or the signature is bad; nothing may be given out then
     */
    public X509Certificate issue(IssuanceOrder order, PreparedCertificates journal) {
        IssuanceTicket ticket = prepare(order);
        journal.record(ticket);
        return issue(ticket);
    }

    /**
     * Builds and lints a certificate; the CA's key is not touched.
     *
     * @throws LintFailedException if it breaks its profile
     */
    public IssuanceTicket prepare(IssuanceOrder order) {
        try {
            ContentSigner nobody = new JcaContentSignerBuilder(ALGORITHM)
                    .setProvider(PkiProvider.INSTANCE)
                    .build(rehearsalKeys.getPrivate());
            X509CertificateHolder rehearsal =
                    bodies.build(order, clock.instant()).build(nobody);
            List<String> findings = lint.findings(rehearsal.getEncoded(), order.profile(), order.locations());
            if (!findings.isEmpty()) {
                throw new LintFailedException(findings);
            }
            byte[] body = rehearsal.toASN1Structure().getTBSCertificate().getEncoded(ASN1Encoding.DER);
            return new IssuanceTicket(this, order.profile(), rehearsal, body);
        } catch (IOException | OperatorCreationException | IllegalArgumentException e) {
            throw new IssuanceFailedException("the certificate could not be built", e);
        }
    }

    /**
     * Has the CA sign what was prepared.
     *
     * @throws IllegalStateException if the ticket was used before, or is another issuer's
     * @throws IssuanceFailedException if the signature is bad or the bytes differ; nothing may be given out then
     */
    public X509Certificate issue(IssuanceTicket ticket) {
        byte[] body = ticket.redeem(this);
        byte[] signature = ca.sign(body);
        try {
            X509Certificate certificate = Certificates.parse(assemble(body, signature));
            if (!Arrays.equals(certificate.getTBSCertificate(), body)) {
                throw new IssuanceFailedException("signed and prepared bytes differ");
            }
            requireSignature(certificate);
            return certificate;
        } catch (IOException | GeneralSecurityException e) {
            throw new IssuanceFailedException("the CA's signature is bad", e);
        }
    }

    /** With the plain signature: the provider's own check of certificates prepares a second, raw one and costs twice. */
    private void requireSignature(X509Certificate certificate) throws GeneralSecurityException {
        Signature check = Signature.getInstance(ALGORITHM, PkiProvider.INSTANCE);
        check.initVerify(ca.certificate().getPublicKey());
        check.update(certificate.getTBSCertificate());
        if (!check.verify(certificate.getSignature())) {
            throw new IssuanceFailedException("the CA's signature is bad");
        }
    }

    private static byte[] assemble(byte[] body, byte[] signature) throws IOException {
        ASN1Encodable[] fields = {ASN1Primitive.fromByteArray(body), ALGORITHM_ID, new DERBitString(signature)};
        return new DERSequence(fields).getEncoded(ASN1Encoding.DER);
    }
}
