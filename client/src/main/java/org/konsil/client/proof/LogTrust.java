package org.konsil.client.proof;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.konsil.pki.profile.Oids;
import org.konsil.protocol.proof.KeyStatement;
import org.konsil.protocol.proof.ProofFault;
import org.konsil.protocol.proof.ProofRefusedException;
import org.konsil.protocol.proof.note.NoteKey;

/**
 * Whom the auditor believes.
 *
 * @param root the hospital's, as the auditor got it from the hospital
 * @param key the log's, if the auditor has it from before; else that of the statement counts
 */
public record LogTrust(X509Certificate root, Optional<NoteKey> key) {

    /** The key of the log whose first entry this is. */
    NoteKey requireKey(KeyStatement statement) {
        if (key.isPresent() && !key.get().equals(statement.key())) {
            throw new ProofRefusedException(ProofFault.WRONG_LOG);
        }
        List<X509Certificate> chain = statement.check(statement.key());
        try {
            requireChain(chain, Date.from(statement.notBefore()));
        } catch (GeneralSecurityException foreign) {
            throw new ProofRefusedException(ProofFault.SIGNATURE_FORGED);
        }
        return statement.key();
    }

    /** RFC 5280 section 6 at the time of the statement; that a certificate was revoked later does not undo it. */
    private void requireChain(List<X509Certificate> chain, Date at) throws GeneralSecurityException {
        List<String> purposes = chain.get(0).getExtendedKeyUsage();
        if (purposes == null || !purposes.contains(Oids.PROOF_LOG)) {
            throw new GeneralSecurityException("not a certificate for a proof log");
        }
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
        parameters.setDate(at);
        parameters.setRevocationEnabled(false);
        CertPathValidator.getInstance("PKIX")
                .validate(CertificateFactory.getInstance("X.509").generateCertPath(chain), parameters);
    }
}
