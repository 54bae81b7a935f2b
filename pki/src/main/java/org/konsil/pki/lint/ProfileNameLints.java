package org.konsil.pki.lint;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.konsil.pki.profile.NameForm;

/** Rules of the profile on the holder's names, form by form. */
final class ProfileNameLints {

    static final List<Lint<ProfileSubject>> ALL = List.of(
            new Lint<>("subject-fits-the-form", "docs/protocol/certificates.md", ProfileNameLints::subject),
            new Lint<>("names-fit-the-form", "RFC 9734; RFC 9525", ProfileNameLints::alternatives),
            new Lint<>("inside-the-cas-name-constraints", "RFC 5280, 4.2.1.10", ProfileNameLints::insideConstraints),
            new Lint<>("constrains-names", "RFC 5280, 4.2.1.10", ProfileNameLints::constrainsNames));

    private static final String UUID_TEXT = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final Pattern UUID = Pattern.compile(UUID_TEXT);
    private static final Pattern HOST =
            Pattern.compile("(?!.{254})[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");
    private static final int IPV4_BYTES = 4;

    private ProfileNameLints() {}

    private static boolean subject(ProfileSubject subject) {
        return switch (subject.profile().names()) {
            case AUTHORITY, FUNCTION -> isHospitalAnd(subject, BCStyle.CN);
            case DEVICE ->
                isHospitalAnd(subject, BCStyle.CN)
                        && UUID.matcher(text(subject, 1)).matches();
            case STAFF ->
                isHospitalAnd(subject, BCStyle.SERIALNUMBER, BCStyle.CN)
                        && UUID.matcher(text(subject, 1)).matches();
            case SERVER -> rdns(subject).length == 0;
        };
    }

    /** The organisation is the issuer's own, then come exactly these, each alone in its part of the name. */
    private static boolean isHospitalAnd(ProfileSubject subject, ASN1ObjectIdentifier... types) {
        RDN[] names = rdns(subject);
        RDN[] organisation = subject.read().certificate().getIssuer().getRDNs(BCStyle.O);
        if (names.length != types.length + 1 || organisation.length != 1 || !names[0].equals(organisation[0])) {
            return false;
        }
        for (int i = 0; i < types.length; i++) {
            RDN name = names[i + 1];
            if (name.isMultiValued()
                    || !name.getFirst().getType().equals(types[i])
                    || text(subject, i + 1).isBlank()) {
                return false;
            }
        }
        return true;
    }

    private static boolean alternatives(ProfileSubject subject) {
        NameForm form = subject.profile().names();
        if (form == NameForm.AUTHORITY || form == NameForm.FUNCTION) {
            return !subject.read().has(Extension.subjectAlternativeName);
        }
        Extension extension =
                subject.read().extension(Extension.subjectAlternativeName).orElse(null);
        if (extension == null || extension.isCritical() != (rdns(subject).length == 0)) {
            return false;
        }
        List<GeneralName> names =
                List.of(GeneralNames.getInstance(extension.getParsedValue()).getNames());
        return switch (form) {
            case DEVICE ->
                areUris(names)
                        && names.size() == 2
                        && uri(names.get(0)).matches("im:" + UUID_TEXT + "@" + Pattern.quote(subject.domain()))
                        && uri(names.get(1)).equals("urn:uuid:" + text(subject, 1));
            case STAFF ->
                areUris(names) && names.size() == 1 && uri(names.get(0)).equals("urn:uuid:" + text(subject, 1));
            default ->
                names.get(0).getTagNo() == GeneralName.dNSName
                        && names.stream().allMatch(ProfileNameLints::isServerName);
        };
    }

    private static boolean isServerName(GeneralName name) {
        return switch (name.getTagNo()) {
            case GeneralName.dNSName ->
                HOST.matcher(ASN1IA5String.getInstance(name.getName()).getString())
                        .matches();
            case GeneralName.iPAddress ->
                ASN1OctetString.getInstance(name.getName()).getOctets().length == IPV4_BYTES;
            default -> false;
        };
    }

    private static boolean insideConstraints(ProfileSubject subject) {
        Stream<GeneralName> alternatives = subject.read()
                .value(Extension.subjectAlternativeName)
                .map(value -> Stream.of(GeneralNames.getInstance(value).getNames()))
                .orElse(Stream.empty());
        Stream<GeneralName> all = rdns(subject).length == 0
                ? alternatives
                : Stream.concat(
                        Stream.of(new GeneralName(subject.read().certificate().getSubject())), alternatives);
        return NameConstraintRules.permit(subject.issuer(), all.toList());
    }

    /** A CA of ours is bound to the hospital's names, by an extension that nobody may overlook. */
    private static boolean constrainsNames(ProfileSubject subject) {
        return subject.profile().names() != NameForm.AUTHORITY
                || subject.read()
                        .extension(Extension.nameConstraints)
                        .filter(Extension::isCritical)
                        .map(extension -> NameConstraintRules.permittedSubtrees(extension) > 0)
                        .orElse(false);
    }

    private static RDN[] rdns(ProfileSubject subject) {
        return subject.read().certificate().getSubject().getRDNs();
    }

    private static String text(ProfileSubject subject, int index) {
        return rdns(subject)[index].getFirst().getValue() instanceof ASN1String value ? value.getString() : "";
    }

    private static boolean areUris(List<GeneralName> names) {
        return names.stream().allMatch(name -> name.getTagNo() == GeneralName.uniformResourceIdentifier);
    }

    private static String uri(GeneralName name) {
        return ASN1IA5String.getInstance(name.getName()).getString();
    }
}
