package org.konsil.pki.lint;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.Validity;

/** Rules on the fields of the certificate's body; one whose issuer is empty (section 4.1.2.4) is none to the reader already. */
final class BodyLints {

    static final Lint<LintSubject> SERIAL_IS_POSITIVE =
            new Lint<>("serial-is-positive", "RFC 5280, 4.1.2.2", s -> serial(s).signum() > 0);
    static final Lint<LintSubject> SERIAL_IS_SHORT = new Lint<>(
            "serial-has-20-octets-at-most", "RFC 5280, 4.1.2.2", s -> serial(s).toByteArray().length <= 20);
    static final Lint<LintSubject> ALGORITHMS_AGREE =
            new Lint<>("signature-algorithms-agree", "RFC 5280, 4.1.1.2", BodyLints::algorithmsAgree);
    static final Lint<LintSubject> CA_IS_NAMED = new Lint<>(
            "ca-subject-is-not-empty",
            "RFC 5280, 4.1.2.6",
            s -> !s.isAuthority() || s.certificate().getSubject().size() > 0);
    static final Lint<LintSubject> VERSION =
            new Lint<>("version-is-3", "RFC 5280, 4.1.2.1", s -> s.certificate().getVersionNumber() == 3);

    static final List<Lint<LintSubject>> ALL = List.of(
            VERSION,
            SERIAL_IS_POSITIVE,
            SERIAL_IS_SHORT,
            ALGORITHMS_AGREE,
            CA_IS_NAMED,
            new Lint<>("times-are-utc-until-2049", "RFC 5280, 4.1.2.5", s -> times(s, BodyLints::isUtcUntil2049)),
            new Lint<>("times-have-seconds", "RFC 5280, 4.1.2.5.1", s -> times(s, BodyLints::hasSeconds)),
            new Lint<>("begins-before-it-ends", "RFC 5280, 4.1.2.5", BodyLints::beginsBeforeItEnds),
            new Lint<>("no-unique-identifiers", "RFC 5280, 4.1.2.8", BodyLints::hasNoUniqueIdentifiers),
            new Lint<>("is-der", "RFC 5280, 4.1", BodyLints::isDer));

    private static final Instant YEAR_2050 = Instant.parse("2050-01-01T00:00:00Z");
    private static final Pattern UTC_TIME = Pattern.compile("\\d{12}Z");
    private static final Pattern GENERALIZED_TIME = Pattern.compile("\\d{14}Z");

    private BodyLints() {}

    private static BigInteger serial(LintSubject subject) {
        return subject.certificate().getSerialNumber();
    }

    private static boolean algorithmsAgree(LintSubject subject) throws IOException {
        return Arrays.equals(
                subject.body().getSignature().getEncoded(ASN1Encoding.DER),
                subject.certificate().getSignatureAlgorithm().getEncoded(ASN1Encoding.DER));
    }

    private static boolean times(LintSubject subject, Lint.Rule<Time> rule) throws IOException {
        return rule.holds(subject.body().getStartDate())
                && rule.holds(subject.body().getEndDate());
    }

    private static boolean isUtcUntil2049(Time time) {
        boolean utc = time.toASN1Primitive() instanceof ASN1UTCTime;
        return utc == time.getDate().toInstant().isBefore(YEAR_2050);
    }

    private static boolean hasSeconds(Time time) throws IOException {
        byte[] encoded = time.toASN1Primitive().getEncoded();
        String text = new String(encoded, 2, encoded.length - 2, StandardCharsets.US_ASCII);
        boolean utc = time.toASN1Primitive() instanceof ASN1UTCTime;
        return (utc ? UTC_TIME : GENERALIZED_TIME).matcher(text).matches();
    }

    private static boolean beginsBeforeItEnds(LintSubject subject) {
        Validity validity = subject.body().getValidity();
        return !validity.getNotBefore().getDate().after(validity.getNotAfter().getDate());
    }

    private static boolean hasNoUniqueIdentifiers(LintSubject subject) {
        return subject.body().getIssuerUniqueId() == null && subject.body().getSubjectUniqueId() == null;
    }

    /** The bytes are their own DER, and nothing is written that is the default. */
    private static boolean isDer(LintSubject subject) throws IOException {
        ASN1Sequence certificate = ASN1Sequence.getInstance(subject.der());
        ASN1Encodable first =
                ASN1Sequence.getInstance(certificate.getObjectAt(0)).getObjectAt(0);
        boolean writesVersion1 =
                first instanceof ASN1TaggedObject && subject.certificate().getVersionNumber() == 1;
        return !writesVersion1 && Arrays.equals(subject.der(), certificate.getEncoded(ASN1Encoding.DER));
    }
}
