package org.konsil.pki.status;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraintValidatorException;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PKIXNameConstraintValidator;
import org.konsil.pki.profile.DeviceNames;
import org.konsil.pki.profile.DistinguishedNames;
import org.konsil.pki.status.ChainRefusedException.Reason;

/** The names of a device certificate: inside the CA's constraints, and in the one form that Konsil has. */
final class NameRules {

    private static final int URI = 6;
    private static final String UUID_TEXT = "([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})";
    private static final Pattern USER = Pattern.compile("im:" + UUID_TEXT + "@(.+)");
    private static final Pattern DEVICE = Pattern.compile("urn:uuid:" + UUID_TEXT);

    private NameRules() {}

    static VerifiedDevice requireDeviceNames(X509Certificate leaf, X509Certificate issuer, String domain)
            throws ChainRefusedException {
        requireInsideConstraints(leaf, issuer);
        List<String> uris = uris(leaf);
        Matcher user = USER.matcher(uris.get(0));
        Matcher device = DEVICE.matcher(uris.get(1));
        if (!user.matches() || !device.matches()) {
            throw new ChainRefusedException(Reason.WRONG_NAMES);
        }
        DeviceNames names = new DeviceNames(
                DistinguishedNames.organisation(issuer),
                domain,
                UUID.fromString(user.group(1)),
                UUID.fromString(device.group(1)));
        if (!names.uris().equals(uris) || !names.subject().equals(leaf.getSubjectX500Principal())) {
            throw new ChainRefusedException(Reason.WRONG_NAMES);
        }
        return new VerifiedDevice(
                names.user(),
                names.device(),
                leaf.getSerialNumber(),
                leaf.getPublicKey(),
                leaf.getNotAfter().toInstant());
    }

    private static List<String> uris(X509Certificate leaf) throws ChainRefusedException {
        try {
            Collection<List<?>> names = leaf.getSubjectAlternativeNames();
            if (names == null || names.size() != 2) {
                throw new ChainRefusedException(Reason.WRONG_NAMES);
            }
            if (!names.stream().allMatch(name -> name.get(0).equals(URI))) {
                throw new ChainRefusedException(Reason.WRONG_NAMES);
            }
            return names.stream().map(name -> (String) name.get(1)).toList();
        } catch (CertificateParsingException e) {
            throw new ChainRefusedException(Reason.WRONG_NAMES, e);
        }
    }

    /** The CA must be bound to its hospital; an unbound one is refused (a root's slip would open every name). */
    static void requireInsideConstraints(X509Certificate leaf, X509Certificate issuer) throws ChainRefusedException {
        byte[] extension = issuer.getExtensionValue(Extension.nameConstraints.getId());
        if (extension == null) {
            throw new ChainRefusedException(Reason.OUTSIDE_NAME_CONSTRAINTS);
        }
        try {
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
            X500Name subject =
                    X500Name.getInstance(leaf.getSubjectX500Principal().getEncoded());
            validator.checkPermitted(new GeneralName(subject));
            validator.checkExcluded(new GeneralName(subject));
        } catch (NameConstraintValidatorException | IllegalArgumentException e) {
            throw new ChainRefusedException(Reason.OUTSIDE_NAME_CONSTRAINTS, e);
        }
    }
}
