package org.konsil.server.platform;

import java.util.Locale;

/** All that can be the matter with what the server stands on; for each there is a sentence that says what to do. */
public enum HealthTrouble {
    /** It does not answer: nothing works until it does. */
    DATABASE_AWAY(HealthPart.DATABASE, true),
    /** It has no room: nothing is accepted. */
    DATABASE_FULL(HealthPart.DATABASE_ROOM, true),
    /** It did not answer when it was asked last: nobody signs in, and leavers are not noticed. */
    KEYCLOAK_AWAY(HealthPart.KEYCLOAK, true),
    /** It will be full soon. */
    DISK_LOW(HealthPart.DISK, false),
    /** It is about to be full. */
    DISK_FULL(HealthPart.DISK, true),
    /** No new attachment is taken. */
    ATTACHMENTS_FULL(HealthPart.ATTACHMENTS, true),
    /** The store does not answer. */
    ATTACHMENTS_AWAY(HealthPart.ATTACHMENTS, true),
    /** The oldest waits for longer than a minute. */
    EVENTS_LATE(HealthPart.EVENTS, true),
    /** Something could not be delivered. */
    DEAD_LETTERS(HealthPart.BROKER, false),
    /** This node signs nothing more, since it would contradict what it signed. */
    LOG_REFUSED(HealthPart.PROOF_LOG, true),
    /** There is no policy that asks for any. */
    WITNESSES_NONE(HealthPart.WITNESSES, false),
    /** Too few of them signed. */
    WITNESSES_AWAY(HealthPart.WITNESSES, false),
    /** One of them saw another log. */
    WITNESS_CONTRADICTS(HealthPart.WITNESSES, true),
    /** One of them is missing or over. */
    LIST_OVER(HealthPart.REVOCATION_LISTS, true),
    /** Some end soon and did not renew themselves. */
    CERTIFICATES_ENDING(HealthPart.CERTIFICATES, false);

    private final HealthPart part;
    private final boolean grave;

    HealthTrouble(HealthPart part, boolean grave) {
        this.part = part;
        this.grave = grave;
    }

    /** With what. */
    public HealthPart part() {
        return part;
    }

    /** Whether something does not work now; otherwise it soon may not. */
    public boolean isGrave() {
        return grave;
    }

    /** As it is written in answers. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
