package org.konsil.pki.lint;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1UTCTime;

/** Rules on the fields of the certificate's body. */
final class BodyLints {

    static final List<Lint<LintSubject>> ALL = List.of(
            new Lint<>(
                    "version-is-3",
                    "RFC 5280, 4.1.2.1",
                    subject -> subject.certificate().getVersionNumber() == 3),
            new Lint<>("times-are-utc-times", "RFC 5280, 4.1.2.5", BodyLints::timesAreUtcTimes),
            new Lint<>("no-unique-identifiers", "RFC 5280, 4.1.2.8", BodyLints::hasNoUniqueIdentifiers),
            new Lint<>("is-der", "RFC 5280, 4.1", BodyLints::isDer));

    private BodyLints() {}

    private static boolean timesAreUtcTimes(LintSubject subject) {
        return subject.body().getStartDate().toASN1Primitive() instanceof ASN1UTCTime
                && subject.body().getEndDate().toASN1Primitive() instanceof ASN1UTCTime;
    }

    private static boolean hasNoUniqueIdentifiers(LintSubject subject) {
        return subject.body().getIssuerUniqueId() == null && subject.body().getSubjectUniqueId() == null;
    }

    private static boolean isDer(LintSubject subject) throws IOException {
        return Arrays.equals(
                subject.der(), subject.certificate().toASN1Structure().getEncoded(ASN1Encoding.DER));
    }
}
