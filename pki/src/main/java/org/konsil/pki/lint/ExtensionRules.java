package org.konsil.pki.lint;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;

/** Rules on the extensions (RFC 5280, section 4.2). */
final class ExtensionRules {

    private static final String UUID_TEXT = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final Set<ASN1ObjectIdentifier> KNOWN = Set.of(
            Extension.basicConstraints,
            Extension.keyUsage,
            Extension.extendedKeyUsage,
            Extension.subjectAlternativeName,
            Extension.authorityKeyIdentifier,
            Extension.subjectKeyIdentifier,
            Extension.cRLDistributionPoints,
            Extension.authorityInfoAccess);

    private ExtensionRules() {}

    static boolean extensionsAreKnown(LintSubject subject) {
        List<?> present = subject.certificate().getExtensionOIDs();
        return present.size() == KNOWN.size() && KNOWN.containsAll(present);
    }

    static boolean isNoCa(LintSubject subject) {
        return subject.carries(Extension.basicConstraints, true, new BasicConstraints(false));
    }

    static boolean keyUsageIsDigitalSignature(LintSubject subject) {
        return subject.carries(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    }

    static boolean purposeIsTheProfiles(LintSubject subject) {
        KeyPurposeId purpose = KeyPurposeId.getInstance(
                new ASN1ObjectIdentifier(subject.profile().purpose()));
        return subject.carries(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
    }

    static boolean namesAreTwoUris(LintSubject subject) {
        GeneralName[] names = subject.extension(Extension.subjectAlternativeName)
                .filter(extension -> !extension.isCritical())
                .map(extension -> GeneralNames.getInstance(extension.getParsedValue()))
                .map(GeneralNames::getNames)
                .orElse(new GeneralName[0]);
        if (names.length != 2 || !isUri(names[0]) || !isUri(names[1])) {
            return false;
        }
        RDN[] device = subject.certificate().getSubject().getRDNs(BCStyle.CN);
        return text(names[0]).matches("im:" + UUID_TEXT + "@" + Pattern.quote(subject.domain()))
                && device.length == 1
                && device[0].getFirst().getValue() instanceof ASN1String id
                && text(names[1]).equals("urn:uuid:" + id.getString());
    }

    static boolean authorityKeyIsTheCas(LintSubject subject) {
        byte[] issuerKeyId = subject.issuer().getExtensionValue(Extension.subjectKeyIdentifier.getId());
        if (issuerKeyId == null) {
            return false;
        }
        ASN1OctetString keyId = ASN1OctetString.getInstance(
                ASN1OctetString.getInstance(issuerKeyId).getOctets());
        return subject.carries(Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(keyId.getOctets()));
    }

    /** Method 1 of section 4.2.1.2. */
    static boolean subjectKeyIdFitsTheKey(LintSubject subject) {
        byte[] key = subject.certificate()
                .getSubjectPublicKeyInfo()
                .getPublicKeyData()
                .getOctets();
        return subject.carries(
                Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(KeyIdentifiers.sha1(key)));
    }

    static boolean crlAddressIsOurs(LintSubject subject) {
        GeneralNames address = new GeneralNames(uri(subject.locations().revocationList()));
        DistributionPoint point = new DistributionPoint(new DistributionPointName(address), null, null);
        return subject.carries(
                Extension.cRLDistributionPoints, false, new CRLDistPoint(new DistributionPoint[] {point}));
    }

    static boolean issuerAddressIsOurs(LintSubject subject) {
        return subject.carries(
                Extension.authorityInfoAccess,
                false,
                new AuthorityInformationAccess(
                        AccessDescription.id_ad_caIssuers,
                        uri(subject.locations().issuer())));
    }

    private static GeneralName uri(String text) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, text);
    }

    private static boolean isUri(GeneralName name) {
        return name.getTagNo() == GeneralName.uniformResourceIdentifier;
    }

    private static String text(GeneralName uri) {
        return ASN1IA5String.getInstance(uri.getName()).getString();
    }
}
