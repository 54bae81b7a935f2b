package org.konsil.pki.lint;

import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraintValidatorException;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PKIXNameConstraintValidator;

/** What the name constraints of a CA say of names (RFC 5280, section 4.2.1.10). */
final class NameConstraintRules {

    private NameConstraintRules() {}

    static boolean permit(X509Certificate issuer, List<GeneralName> names) {
        byte[] extension = issuer.getExtensionValue(Extension.nameConstraints.getId());
        if (extension == null) {
            return true;
        }
        NameConstraints constraints = NameConstraints.getInstance(
                ASN1OctetString.getInstance(extension).getOctets());
        PKIXNameConstraintValidator validator = new PKIXNameConstraintValidator();
        if (constraints.getPermittedSubtrees() != null) {
            validator.intersectPermittedSubtree(constraints.getPermittedSubtrees());
        }
        if (constraints.getExcludedSubtrees() != null) {
            for (GeneralSubtree excluded : constraints.getExcludedSubtrees()) {
                validator.addExcludedSubtree(excluded);
            }
        }
        try {
            for (GeneralName name : names) {
                validator.checkPermitted(name);
                validator.checkExcluded(name);
            }
            return true;
        } catch (NameConstraintValidatorException e) {
            return false;
        }
    }

    static int permittedSubtrees(Extension extension) {
        GeneralSubtree[] permitted =
                NameConstraints.getInstance(extension.getParsedValue()).getPermittedSubtrees();
        return permitted == null ? 0 : permitted.length;
    }
}
