package org.konsil.pki.issuance;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.List;
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
import org.konsil.pki.lint.DeviceCertificateLint;
import org.konsil.pki.profile.DeviceNames;
import org.konsil.pki.signer.CaSigner;

/**
 * Issues device certificates in two steps, so that the caller can write its journal between them.
 *
 * <p>The first step builds the certificate, signs it with a key that nobody trusts, and lints the result. The second has
 * the CA sign the very same bytes, once, and reads back what came of it.
 */
public final class DeviceCertificateIssuer {

    private static final String ALGORITHM = "SHA384withECDSA";

    private final CaSigner ca;
    private final DeviceCertificateBody bodies;
    private final DeviceCertificateLint lint;
    private final KeyPair rehearsalKeys;

    /** Builds with {@code bodies}, measures with {@code lint}, signs with {@code ca}. */
    public DeviceCertificateIssuer(CaSigner ca, DeviceCertificateBody bodies, DeviceCertificateLint lint) {
        this.ca = ca;
        this.bodies = bodies;
        this.lint = lint;
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", PkiProvider.INSTANCE);
            generator.initialize(new ECGenParameterSpec("P-384"));
            this.rehearsalKeys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the provider has no P-384", e);
        }
    }

    /**
     * Builds and lints a certificate; the CA's key is not touched.
     *
     * @param publicKey SubjectPublicKeyInfo, DER, checked before
     * @param names from the directory, never from the request
     * @throws LintFailedException if it breaks its profile
     */
    public IssuanceTicket prepare(byte[] publicKey, DeviceNames names) {
        try {
            ContentSigner nobody = new JcaContentSignerBuilder(ALGORITHM)
                    .setProvider(PkiProvider.INSTANCE)
                    .build(rehearsalKeys.getPrivate());
            X509CertificateHolder rehearsal = bodies.build(publicKey, names).build(nobody);
            List<String> findings = lint.findings(rehearsal.getEncoded());
            if (!findings.isEmpty()) {
                throw new LintFailedException(findings);
            }
            byte[] body = rehearsal.toASN1Structure().getTBSCertificate().getEncoded(ASN1Encoding.DER);
            return new IssuanceTicket(this, rehearsal, body);
        } catch (IOException | OperatorCreationException e) {
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
            certificate.verify(ca.certificate().getPublicKey(), PkiProvider.INSTANCE);
            return certificate;
        } catch (IOException | GeneralSecurityException e) {
            throw new IssuanceFailedException("the CA's signature is bad", e);
        }
    }

    private static byte[] assemble(byte[] body, byte[] signature) throws IOException {
        return new DERSequence(new org.bouncycastle.asn1.ASN1Encodable[] {
                    ASN1Primitive.fromByteArray(body),
                    new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA384),
                    new DERBitString(signature)
                })
                .getEncoded(ASN1Encoding.DER);
    }
}
