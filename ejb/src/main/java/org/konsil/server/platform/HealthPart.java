package org.konsil.server.platform;

import java.util.Locale;

/** What the server stands on, in the order in which one looks. */
public enum HealthPart {
    /** This process. */
    SERVER,
    DATABASE,
    DATABASE_ROOM,
    /** Keycloak. */
    KEYCLOAK,
    /** The disk of the server's own folder. */
    DISK,
    ATTACHMENTS,
    /** What waits to be taken into the proof log. */
    EVENTS,
    /** The message broker, over which nodes talk. */
    BROKER,
    PROOF_LOG,
    WITNESSES,
    REVOCATION_LISTS,
    CERTIFICATES;

    /** As it is written in answers. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
