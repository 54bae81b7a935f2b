package org.konsil.pki.chain;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.konsil.pki.Certificates;
import org.konsil.pki.lint.CertificateLint;

/** What section 4 of RFC 5280 asks of each certificate below the root, as far as a reader can see it. */
final class CertificateRules {

    private CertificateRules() {}

    static void check(X509Certificate certificate, PathTerms terms) throws PathRefusedException {
        requireInTime(certificate, terms.at());
        List<String> findings = CertificateLint.relyingFindings(
                Certificates.der(certificate), terms.edition() == PathTerms.Edition.RFC_5280);
        if (!findings.isEmpty()) {
            throw new PathRefusedException("RFC 5280, 4: " + findings.get(0));
        }
    }

    /** Both ends belong to the validity, and it counts in whole seconds (section 4.1.2.5). */
    static void requireInTime(X509Certificate certificate, Instant at) throws PathRefusedException {
        boolean early = at.isBefore(certificate.getNotBefore().toInstant());
        boolean late = !at.isBefore(certificate.getNotAfter().toInstant().plusSeconds(1));
        if (early || late) {
            throw new PathRefusedException("RFC 5280, 4.1.2.5: not in time");
        }
    }
}
