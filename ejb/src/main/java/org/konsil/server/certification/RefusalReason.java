package org.konsil.server.certification;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Why an officer refused what somebody asked for. A closed list: free text would be a place for what must not be stored. */
public enum RefusalReason {
    /** Nobody is known to have asked for it. */
    NOT_ASKED_FOR,
    /** It does not fit what the directory says of the person. */
    DIFFERS_FROM_DIRECTORY,
    /** The work does not need it. */
    NOT_NEEDED,
    /** Somebody else may be behind it; to be looked into. */
    SUSPICIOUS,
    /** None of these. */
    OTHER;

    /** As it stands in the database and in the API. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The reason of that text. */
    public static Optional<RefusalReason> find(String text) {
        return Stream.of(values()).filter(reason -> reason.text().equals(text)).findFirst();
    }
}
