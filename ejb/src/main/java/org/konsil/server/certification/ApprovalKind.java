package org.konsil.server.certification;

import java.util.Locale;

/** What needs two people. */
public enum ApprovalKind {
    /** A certificate of a profile that demands it; content: what {@code issuance} is to certify. */
    CERTIFICATE,
    /** The end of a hold; target: the serial. */
    RELEASE,
    /** A narrower version of a profile; target: the profile. */
    PROFILE,
    /** A part of the server may hold keys; target: their profile. */
    FUNCTION,
    /** All living certificates of a profile that demands two people are made anew; target: the profile. */
    REISSUE,
    /** A piece of hardware may hold keys; target: its id, content: its label. */
    HARDWARE;

    /** As it stands in the database, in events and in the API. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
