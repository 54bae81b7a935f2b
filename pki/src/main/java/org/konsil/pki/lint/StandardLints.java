package org.konsil.pki.lint;

import java.util.List;
import java.util.stream.Stream;

/** The rules of the standards; each names its section. */
final class StandardLints {

    static final List<Lint<LintSubject>> ALL =
            Stream.of(BodyLints.ALL).flatMap(List::stream).toList();

    private StandardLints() {}

    static Stream<String> broken(LintSubject subject) {
        return ALL.stream().filter(lint -> !lint.holds(subject)).map(Lint::name);
    }
}
