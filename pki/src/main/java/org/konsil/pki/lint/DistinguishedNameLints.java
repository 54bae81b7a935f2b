package org.konsil.pki.lint;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1PrintableString;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;

/** Rules on subject and issuer (RFC 5280, section 4.1.2.4 and appendix A.1). */
final class DistinguishedNameLints {

    static final List<Lint<LintSubject>> ALL = List.of(
            new Lint<>(
                    "country-is-two-printable-capitals",
                    "RFC 5280, A.1; ISO 3166",
                    s -> attributes(s)
                            .filter(attribute -> attribute.getType().equals(BCStyle.C))
                            .allMatch(DistinguishedNameLints::isCountry)),
            new Lint<>(
                    "names-keep-the-upper-bounds",
                    "RFC 5280, A.1",
                    s -> attributes(s).allMatch(DistinguishedNameLints::isShort)),
            new Lint<>(
                    "names-have-no-controls",
                    "RFC 5280, 4.1.2.4",
                    s -> texts(s, text -> text.codePoints().noneMatch(DistinguishedNameLints::isControl))),
            new Lint<>(
                    "names-have-no-outer-spaces", "RFC 4518, 2.6.1", s -> texts(s, text -> text.equals(text.strip()))),
            new Lint<>(
                    "names-have-one-value-a-part",
                    "docs/protocol/certificates.md",
                    s -> rdns(s).noneMatch(RDN::isMultiValued)));

    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    /** For given name and surname the RFC allows 32,768; more than the name's 64 no screen shows. */
    private static final Map<ASN1ObjectIdentifier, Integer> UPPER_BOUNDS = Map.of(
            BCStyle.CN, 64,
            BCStyle.O, 64,
            BCStyle.OU, 64,
            BCStyle.L, 128,
            BCStyle.ST, 128,
            BCStyle.SERIALNUMBER, 64,
            BCStyle.STREET, 128,
            BCStyle.SURNAME, 64,
            BCStyle.GIVENNAME, 64,
            BCStyle.EmailAddress, 255);

    private DistinguishedNameLints() {}

    private static Stream<RDN> rdns(LintSubject subject) {
        return Stream.of(
                        subject.certificate().getSubject(),
                        subject.certificate().getIssuer())
                .flatMap(name -> Stream.of(name.getRDNs()));
    }

    private static Stream<AttributeTypeAndValue> attributes(LintSubject subject) {
        return rdns(subject).flatMap(rdn -> Stream.of(rdn.getTypesAndValues()));
    }

    private static boolean texts(LintSubject subject, Predicate<String> rule) {
        return attributes(subject)
                .map(attribute -> attribute.getValue().toASN1Primitive())
                .filter(ASN1String.class::isInstance)
                .map(value -> ((ASN1String) value).getString())
                .allMatch(rule);
    }

    private static boolean isCountry(AttributeTypeAndValue attribute) {
        return attribute.getValue() instanceof ASN1PrintableString country
                && COUNTRY.matcher(country.getString()).matches();
    }

    private static boolean isShort(AttributeTypeAndValue attribute) {
        return !(attribute.getValue() instanceof ASN1String text)
                || text.getString().codePointCount(0, text.getString().length())
                        <= UPPER_BOUNDS.getOrDefault(attribute.getType(), Integer.MAX_VALUE);
    }

    private static boolean isControl(int character) {
        return Character.isISOControl(character) || character == 0xFFFD;
    }
}
