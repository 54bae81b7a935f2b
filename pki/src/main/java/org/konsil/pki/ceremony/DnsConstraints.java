package org.konsil.pki.ceremony;

import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.NameConstraintValidatorException;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PKIXNameConstraintValidator;

/** What the name constraints of a CA say of a DNS name (RFC 5280, section 4.2.1.10). */
final class DnsConstraints {

    private DnsConstraints() {}

    static boolean permit(X509Certificate issuer, String name) {
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
        try {
            validator.checkPermitted(new GeneralName(GeneralName.dNSName, name));
            return true;
        } catch (NameConstraintValidatorException e) {
            return false;
        }
    }
}
