package org.konsil.pki.lint;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/** Rules on criticality, presence and encoding of the extensions. */
final class ExtensionLints {

    static final Lint<LintSubject> AUTHORITY_KEY_ID =
            new Lint<>("authority-key-id-is-there", "RFC 5280, 4.2.1.1", s -> isSelfIssued(s) || hasAuthorityKeyId(s));
    static final Lint<LintSubject> SUBJECT_KEY_ID_OF_CA = new Lint<>(
            "ca-has-a-subject-key-id",
            "RFC 5280, 4.2.1.2",
            s -> !s.isAuthority() || s.has(Extension.subjectKeyIdentifier));
    static final List<Lint<LintSubject>> NEVER_CRITICAL = List.of(
            never("authority-key-id-is-not-critical", "4.2.1.1", Extension.authorityKeyIdentifier),
            never("subject-key-id-is-not-critical", "4.2.1.2", Extension.subjectKeyIdentifier),
            never("subject-directory-attributes-are-not-critical", "4.2.1.8", Extension.subjectDirectoryAttributes),
            never("freshest-crl-is-not-critical", "4.2.1.15", Extension.freshestCRL),
            never("authority-information-access-is-not-critical", "4.2.2.1", Extension.authorityInfoAccess),
            never("issuer-alternative-name-is-not-critical", "4.2.1.7", Extension.issuerAlternativeName));

    static final List<Lint<LintSubject>> ALL = Stream.concat(
                    NEVER_CRITICAL.stream(),
                    Stream.<Lint<LintSubject>>of(
                            AUTHORITY_KEY_ID,
                            SUBJECT_KEY_ID_OF_CA,
                            new Lint<>(
                                    "has-a-subject-key-id",
                                    "RFC 5280, 4.2.1.2",
                                    s -> s.isAuthority() || s.has(Extension.subjectKeyIdentifier)),
                            new Lint<>("extension-values-are-der", "X.690, 11", ExtensionLints::valuesAreDer),
                            new Lint<>("defaults-are-not-written", "X.690, 11.5", ExtensionLints::defaultsAreLeftOut),
                            new Lint<>("extension-values-are-not-empty", "RFC 5280, A.1", ExtensionLints::notEmpty),
                            new Lint<>(
                                    "distribution-point-is-complete",
                                    "RFC 5280, 4.2.1.13",
                                    s -> points(s).allMatch(ExtensionLints::isComplete)),
                            new Lint<>(
                                    "distribution-point-has-an-address",
                                    "RFC 5280, 4.2.1.13",
                                    s -> points(s).allMatch(ExtensionLints::hasAddress)),
                            new Lint<>("access-location-is-an-address", "RFC 5280, 4.2.2.1", ExtensionLints::access)))
            .toList();

    private static final Set<ASN1ObjectIdentifier> LISTS = Set.of(
            Extension.authorityInfoAccess,
            Extension.subjectInfoAccess,
            Extension.cRLDistributionPoints,
            Extension.freshestCRL,
            Extension.extendedKeyUsage,
            Extension.certificatePolicies,
            Extension.policyMappings,
            Extension.policyConstraints,
            Extension.nameConstraints,
            Extension.subjectAlternativeName,
            Extension.issuerAlternativeName,
            Extension.subjectDirectoryAttributes);

    private ExtensionLints() {}

    private static Lint<LintSubject> never(String name, String section, ASN1ObjectIdentifier oid) {
        return new Lint<>(
                name,
                "RFC 5280, " + section,
                s -> s.extension(oid).filter(Extension::isCritical).isEmpty());
    }

    private static boolean isSelfIssued(LintSubject subject) {
        return subject.certificate().getIssuer().equals(subject.certificate().getSubject());
    }

    private static boolean hasAuthorityKeyId(LintSubject subject) {
        return subject.value(Extension.authorityKeyIdentifier)
                .map(value -> AuthorityKeyIdentifier.getInstance(value).getKeyIdentifierOctets() != null)
                .orElse(false);
    }

    private static boolean valuesAreDer(LintSubject subject) throws IOException {
        for (Extension extension : all(subject)) {
            byte[] value = extension.getExtnValue().getOctets();
            if (!Arrays.equals(ASN1Primitive.fromByteArray(value).getEncoded(ASN1Encoding.DER), value)) {
                return false;
            }
        }
        return true;
    }

    /** {@code critical FALSE} and {@code cA FALSE} are the defaults. */
    private static boolean defaultsAreLeftOut(LintSubject subject) {
        Extensions extensions = subject.body().getExtensions();
        if (extensions == null) {
            return true;
        }
        for (ASN1Encodable each : ExtensionFields.raw(subject)) {
            ASN1Sequence fields = ASN1Sequence.getInstance(each);
            if (fields.size() == 3 && ASN1Boolean.FALSE.equals(fields.getObjectAt(1))) {
                return false;
            }
        }
        return subject.value(Extension.basicConstraints)
                .map(ASN1Sequence::getInstance)
                .filter(fields -> fields.size() > 0 && ASN1Boolean.FALSE.equals(fields.getObjectAt(0)))
                .isEmpty();
    }

    private static boolean notEmpty(LintSubject subject) {
        return all(subject).stream()
                .filter(extension -> LISTS.contains(extension.getExtnId()))
                .noneMatch(extension -> extension.getParsedValue() instanceof ASN1Sequence list && list.size() == 0);
    }

    private static Stream<DistributionPoint> points(LintSubject subject) {
        return Stream.of(Extension.cRLDistributionPoints, Extension.freshestCRL)
                .flatMap(oid -> subject.value(oid).stream())
                .flatMap(value -> Stream.of(CRLDistPoint.getInstance(value).getDistributionPoints()));
    }

    private static boolean isComplete(DistributionPoint point) {
        return point.getDistributionPoint() != null || point.getCRLIssuer() != null;
    }

    private static boolean hasAddress(DistributionPoint point) {
        DistributionPointName name = point.getDistributionPoint();
        if (name == null || name.getType() != DistributionPointName.FULL_NAME) {
            return true;
        }
        return Stream.of(GeneralNames.getInstance(name.getName()).getNames()).anyMatch(ExtensionLints::isAddress);
    }

    private static boolean access(LintSubject subject) {
        return subject.value(Extension.authorityInfoAccess).stream()
                .flatMap(value ->
                        Stream.of(AuthorityInformationAccess.getInstance(value).getAccessDescriptions()))
                .filter(access -> access.getAccessMethod().equals(AccessDescription.id_ad_caIssuers))
                .allMatch(access -> isAddress(access.getAccessLocation()));
    }

    private static boolean isAddress(GeneralName name) {
        if (name.getTagNo() != GeneralName.uniformResourceIdentifier) {
            return false;
        }
        String text = name.getName().toString();
        return text.startsWith("http://") || text.startsWith("ldap://") || text.startsWith("ldaps://");
    }

    private static List<Extension> all(LintSubject subject) {
        Extensions extensions = subject.body().getExtensions();
        return extensions == null
                ? List.of()
                : Stream.of(extensions.getExtensionOIDs())
                        .map(extensions::getExtension)
                        .toList();
    }
}
