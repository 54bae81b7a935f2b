package org.konsil.pki.lint;

import java.util.List;
import java.util.stream.Stream;

/** The rules of our profiles (docs/protocol/certificates.md), on top of those of the standards. */
final class ProfileLints {

    static final List<Lint<ProfileSubject>> ALL = Stream.of(
                    ProfileBodyLints.ALL, ProfileExtensionLints.ALL, ProfileNameLints.ALL)
            .flatMap(List::stream)
            .toList();

    private ProfileLints() {}

    static Stream<String> broken(ProfileSubject subject) {
        return ALL.stream().filter(lint -> !lint.holds(subject)).map(Lint::name);
    }
}
