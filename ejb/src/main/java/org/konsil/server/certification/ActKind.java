package org.konsil.server.certification;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What people did in their offices, as far as the tables of certification know who. */
public enum ActKind {
    /** Asked for something that needs two people. */
    REQUESTED,
    /** Agreed to it. */
    AGREED,
    /** Revoked a certificate, or put it on hold. */
    REVOKED,
    /** Two people narrowed a profile. */
    PROFILE_CHANGED,
    /** Had all certificates of a profile made anew. */
    REISSUED,
    /** Handed out a key for a server's account. */
    SERVER_KEY;

    /** As it is written in addresses. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<ActKind> find(String text) {
        return Stream.of(values()).filter(kind -> kind.text().equals(text)).findFirst();
    }
}
