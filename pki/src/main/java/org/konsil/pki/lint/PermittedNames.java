package org.konsil.pki.lint;

import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.x509.GeneralName;

/** Asks beforehand what a lint would object to afterwards: whether a CA may certify names. */
public final class PermittedNames {

    private PermittedNames() {}

    /** Whether the CA's name constraints permit all of these DNS names (RFC 5280, section 4.2.1.10). */
    public static boolean permitsDns(X509Certificate issuer, List<String> names) {
        return NameConstraintRules.permit(
                issuer,
                names.stream()
                        .map(name -> new GeneralName(GeneralName.dNSName, name))
                        .toList());
    }
}
