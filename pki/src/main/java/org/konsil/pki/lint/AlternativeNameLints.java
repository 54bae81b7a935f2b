package org.konsil.pki.lint;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/** Rules on the names in subjectAltName and issuerAltName. */
final class AlternativeNameLints {

    static final Lint<LintSubject> CRITICAL_WITHOUT_SUBJECT = new Lint<>(
            "alternative-name-is-critical-without-a-subject",
            "RFC 5280, 4.1.2.6",
            AlternativeNameLints::isCriticalAlone);
    static final Lint<LintSubject> DNS = of(
            "alternative-dns-names-are-host-names",
            "RFC 5280, 4.2.1.6; RFC 1034, 3.5",
            GeneralName.dNSName,
            name -> isHostName(text(name)));
    static final Lint<LintSubject> MAIL = of(
            "alternative-mail-names-are-mailboxes",
            "RFC 5280, 4.2.1.6; RFC 2821, 4.1.2",
            GeneralName.rfc822Name,
            name -> isMailbox(text(name)));
    static final Lint<LintSubject> ADDRESSES = of(
            "alternative-addresses-have-4-or-16-octets",
            "RFC 5280, 4.2.1.6",
            GeneralName.iPAddress,
            AlternativeNameLints::isAddress);
    static final Lint<LintSubject> NOT_EMPTY =
            new Lint<>("alternative-names-are-not-empty", "RFC 5280, 4.2.1.6", AlternativeNameLints::haveEntries);

    static final List<Lint<LintSubject>> ALL = List.of(
            CRITICAL_WITHOUT_SUBJECT,
            DNS,
            MAIL,
            ADDRESSES,
            NOT_EMPTY,
            of(
                    "alternative-uris-are-absolute",
                    "RFC 5280, 4.2.1.6; RFC 3986, 4.3",
                    GeneralName.uniformResourceIdentifier,
                    name -> isAbsoluteUri(text(name))),
            new Lint<>(
                    "alternative-names-are-ia5",
                    "RFC 5280, 4.2.1.6",
                    s -> all(s).allMatch(AlternativeNameLints::isIa5)),
            new Lint<>("alternative-names-appear-once", "RFC 5280, 4.2.1.6", AlternativeNameLints::appearOnce));

    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
    private static final Pattern MAILBOX = Pattern.compile("[^\\s@<>()\\[\\],;:\\\\\"]+@[A-Za-z0-9.-]+");
    private static final Set<ASN1ObjectIdentifier> EXTENSIONS =
            Set.of(Extension.subjectAlternativeName, Extension.issuerAlternativeName);

    private AlternativeNameLints() {}

    /** Labels of letters, digits and inner hyphens; a wildcard may be the whole first label of three or more. */
    static boolean isHostName(String name) {
        String[] labels = name.split("\\.", -1);
        int first = labels.length > 2 && labels[0].equals("*") ? 1 : 0;
        return name.length() <= 253
                && Stream.of(labels)
                        .skip(first)
                        .allMatch(label -> LABEL.matcher(label).matches());
    }

    static boolean isMailbox(String mail) {
        return MAILBOX.matcher(mail).matches() && isHostName(mail.substring(mail.indexOf('@') + 1));
    }

    static boolean isAddress(GeneralName name) {
        int length = ASN1OctetString.getInstance(name.getName()).getOctets().length;
        return length == 4 || length == 16;
    }

    static String text(GeneralName name) {
        return ASN1IA5String.getInstance(name.getName()).getString();
    }

    private static Lint<LintSubject> of(String name, String section, int tag, Predicate<GeneralName> rule) {
        return new Lint<>(
                name,
                section,
                s -> all(s).filter(each -> each.getTagNo() == tag).allMatch(rule));
    }

    private static Stream<GeneralName> all(LintSubject subject) {
        return EXTENSIONS.stream()
                .flatMap(oid -> subject.value(oid).stream())
                .flatMap(value -> Stream.of(GeneralNames.getInstance(value).getNames()));
    }

    private static boolean isCriticalAlone(LintSubject subject) {
        return subject.certificate().getSubject().size() > 0
                || subject.extension(Extension.subjectAlternativeName)
                        .map(Extension::isCritical)
                        .orElse(true);
    }

    private static boolean haveEntries(LintSubject subject) {
        boolean some = EXTENSIONS.stream()
                .flatMap(oid -> subject.value(oid).stream())
                .allMatch(value -> value instanceof ASN1Sequence names && names.size() > 0);
        return some && all(subject).noneMatch(AlternativeNameLints::isBlank);
    }

    private static boolean isBlank(GeneralName name) {
        return switch (name.getTagNo()) {
            case GeneralName.dNSName, GeneralName.rfc822Name, GeneralName.uniformResourceIdentifier ->
                text(name).isBlank();
            case GeneralName.directoryName ->
                X500Name.getInstance(name.getName()).size() == 0;
            default -> false;
        };
    }

    /** Also the host of a URI that has one (section 4.2.1.6: a fully qualified name or an address). */
    private static boolean isAbsoluteUri(String text) {
        try {
            URI uri = new URI(text);
            boolean says = uri.isAbsolute()
                    && uri.getSchemeSpecificPart() != null
                    && !uri.getSchemeSpecificPart().isEmpty();
            return says && (uri.isOpaque() || hasHost(uri));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean hasHost(URI uri) {
        String host = uri.getHost();
        return uri.getRawAuthority() != null && host != null && (isHostName(host) || host.startsWith("["));
    }

    private static boolean isIa5(GeneralName name) {
        return switch (name.getTagNo()) {
            case GeneralName.dNSName, GeneralName.rfc822Name, GeneralName.uniformResourceIdentifier -> isAscii(name);
            default -> true;
        };
    }

    private static boolean isAscii(GeneralName name) {
        return StandardCharsets.US_ASCII.newEncoder().canEncode(text(name));
    }

    /** DNS names are the same in capitals (RFC 4343). */
    private static boolean appearOnce(LintSubject subject) {
        List<Object> names = subject.value(Extension.subjectAlternativeName).stream()
                .flatMap(value -> Stream.of(GeneralNames.getInstance(value).getNames()))
                .map(name -> name.getTagNo() == GeneralName.dNSName ? text(name).toLowerCase(Locale.ROOT) : name)
                .toList();
        return new HashSet<>(names).size() == names.size();
    }
}
