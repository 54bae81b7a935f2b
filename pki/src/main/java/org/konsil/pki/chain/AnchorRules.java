package org.konsil.pki.chain;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Set;
import org.konsil.pki.Certificates;
import org.konsil.pki.lint.CertificateLint;

/** What is asked of a root that is pinned: RFC 5280 leaves it to us (section 6.1.1 (d)). */
final class AnchorRules {

    private static final int VERSION_3 = 3;
    private static final Set<String> KNOWN = Set.of(
            "2.5.29.15", "2.5.29.19", "2.5.29.30", "2.5.29.32", "2.5.29.36", "2.5.29.37", "2.5.29.54", "2.5.29.17");

    private AnchorRules() {}

    static void check(X509Certificate anchor, Instant at) throws PathRefusedException {
        CertificateRules.requireInTime(anchor, at);
        if (anchor.getVersion() == VERSION_3 && anchor.getBasicConstraints() < 0) {
            throw new PathRefusedException("RFC 5280, 4.2.1.9: the root is no CA");
        }
        if (!CertificateLint.constraintFindings(Certificates.der(anchor)).isEmpty()) {
            throw new PathRefusedException("RFC 5280, 4.2.1.10: the root's constraints cannot be understood");
        }
        Set<String> critical = anchor.getCriticalExtensionOIDs();
        if (critical != null && !KNOWN.containsAll(critical)) {
            throw new PathRefusedException("RFC 5280, 4.2: a critical extension of the root is unknown");
        }
    }
}
