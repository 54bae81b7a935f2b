package org.konsil.server.certification;

import java.util.Locale;

/** How far an act that has all living certificates of a profile made anew has come. */
public enum ReissueState {
    RUNNING,
    /** The CA could not sign several times; an officer lets it go on. */
    HALTED,
    CANCELED,
    DONE;

    /** As it stands in the database, in events and in the API. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether nothing more will come of it. */
    public boolean isOver() {
        return this == CANCELED || this == DONE;
    }
}
