package org.konsil.pki.lint;

import java.util.List;
import java.util.stream.Stream;

/** The rules of the standards; each names its section. */
final class StandardLints {

    static final List<Lint<LintSubject>> ALL = Stream.of(
                    BodyLints.ALL,
                    ExtensionLints.ALL,
                    UsageLints.ALL,
                    AlternativeNameLints.ALL,
                    ConstraintLints.ALL,
                    DistinguishedNameLints.ALL)
            .flatMap(List::stream)
            .toList();

    /** Those that also whoever relies on a foreign certificate holds it to; the others are promises of its issuer. */
    static final List<Lint<LintSubject>> FOR_PATHS = Stream.concat(
                    Stream.of(
                            BodyLints.SERIAL_IS_POSITIVE,
                            BodyLints.SERIAL_IS_SHORT,
                            BodyLints.ALGORITHMS_AGREE,
                            BodyLints.CA_IS_NAMED,
                            ExtensionLints.AUTHORITY_KEY_ID,
                            ExtensionLints.SUBJECT_KEY_ID_OF_CA,
                            UsageLints.CERT_SIGN_ONLY_FOR_CAS,
                            AlternativeNameLints.CRITICAL_WITHOUT_SUBJECT,
                            AlternativeNameLints.DNS,
                            AlternativeNameLints.MAIL,
                            AlternativeNameLints.ADDRESSES,
                            AlternativeNameLints.NOT_EMPTY),
                    Stream.concat(ExtensionLints.NEVER_CRITICAL.stream(), ConstraintLints.NAMES.stream()))
            .toList();

    /** What RFC 5280 demands and RFC 3280 (its section 4.2.1.12) left to the CA. */
    static final List<Lint<LintSubject>> SINCE_RFC_5280 =
            List.of(ConstraintLints.POLICY_CONSTRAINTS_ARE_CRITICAL, ConstraintLints.ANY_POLICY_IS_CRITICAL);

    private StandardLints() {}

    static Stream<String> broken(LintSubject subject) {
        return broken(ALL, subject);
    }

    static Stream<String> broken(List<Lint<LintSubject>> lints, LintSubject subject) {
        return lints.stream().filter(lint -> !lint.holds(subject)).map(Lint::name);
    }
}
