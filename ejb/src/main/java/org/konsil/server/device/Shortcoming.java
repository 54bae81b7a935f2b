package org.konsil.server.device;

/** Why a piece of hardware is not in good standing; each has its words in German and English. */
public enum Shortcoming {
    /** The device management does not name it (D3). */
    NOT_MANAGED("not-managed", false),
    /** It opens without a passcode (D1). */
    NO_PASSCODE("no-passcode", false),
    /** Its storage is not encrypted (D1). */
    NOT_ENCRYPTED("not-encrypted", false),
    /** The maker's protection was taken off, or nobody can tell (D1). */
    COMPROMISED("compromised", false),
    /** The maker's support of its version ends or ended (D2). */
    SUPPORT_ENDS("support-ends", true),
    /** A security update that exists for its version is missing (D2). */
    PATCHES_MISSING("patches-missing", true),
    /** The version table does not name its version (D2). */
    VERSION_UNKNOWN("version-unknown", true),
    /** Its version is newer than the version table (D2). */
    VERSION_TOO_NEW("version-too-new", true),
    /** Nobody brought the version table up to date, so patches cannot be judged (D2). */
    TABLE_OLD("table-old", true),
    /** The device management has not seen it for long (D3). */
    NOT_SEEN("not-seen", true),
    /** The device management itself is silent (D3): nothing is renewed on old evidence. */
    FEED_SILENT("feed-silent", false);

    private final String text;
    private final boolean liftable;

    Shortcoming(String text, boolean liftable) {
        this.text = text;
        this.liftable = liftable;
    }

    /** The name in JSON, in the words and in the proof log. */
    public String text() {
        return text;
    }

    /** Whether two people may overlook it for a while: only what a patient may not suffer from, never what opens the device. */
    public boolean liftable() {
        return liftable;
    }
}
