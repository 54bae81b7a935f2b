package org.konsil.client.command;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.konsil.client.KonsilSession;
import org.konsil.client.failure.LockedException;
import org.konsil.client.installation.layout.EnvironmentException;
import org.konsil.client.messaging.Person;

/** Finds the one person that a word of the command line means. */
final class Who {

    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final int MOST_NAMED = 5;

    private Who() {}

    /** By id, or by words that fit one person only. */
    static Person require(KonsilSession session, String who) {
        List<Person> found =
                ID.matcher(who).matches() ? session.findPeople(List.of(UUID.fromString(who))) : session.findPeople(who);
        if (found.isEmpty()) {
            throw new LockedException("person-unknown");
        }
        if (found.size() > 1) {
            String names = found.stream()
                    .limit(MOST_NAMED)
                    .map(person -> person.name() + " (" + person.ward() + ", " + person.userId() + ")")
                    .collect(Collectors.joining("; "));
            throw new EnvironmentException(Words.of("person-several", who, names));
        }
        return found.get(0);
    }
}
