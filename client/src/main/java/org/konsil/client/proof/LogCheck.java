package org.konsil.client.proof;

import java.util.Locale;

/** What a proof log is checked for; scripts may rely on these names. */
public enum LogCheck {
    /** The checkpoint is there and signed by the log's key. */
    CHECKPOINT_SIGNED,
    /** The first entry says whose key it is, by a certificate below the hospital's root. */
    KEY_VOUCHED,
    /** Every entry that the checkpoint counts is there, and none beside them in their files. */
    ENTRIES_COMPLETE,
    /** Every entry has the hash that the tree has at its place. */
    ENTRIES_UNCHANGED,
    /** Every tile above follows from those below. */
    TILES_UNCHANGED,
    /** All entries together have the head that was signed. */
    HEAD_SIGNED,
    /** Every entry is an event in canonical form. */
    EVENTS_READABLE,
    /** The log is the earlier one, grown; only if an earlier checkpoint is given. */
    GROWN_SINCE,
    /** As many witnesses as the policy asks for signed it, or what it was before it grew; only if a policy is given. */
    COSIGNED,
    /** An authority said when it was there (RFC 3161), or what it was before it grew; only if that is asked for. */
    STAMPED;

    /** The name in reports. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
