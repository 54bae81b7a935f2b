package org.konsil.protocol.mls;

/** Every reason for which something well-formed is refused. */
public enum Fault {
    UNSUPPORTED_VERSION,
    UNSUPPORTED_SUITE,
    MALFORMED_KEY,
    SIGNATURE_INVALID,
    DECRYPTION_FAILED,
    TAG_INVALID,
    CERTIFICATE_MALFORMED,
    CERTIFICATE_KEY_MISMATCH,
    CREDENTIAL_NOT_ACCEPTED,
    WRONG_LEAF_SOURCE,
    LIFETIME_NOT_CURRENT,
    LIFETIME_TOO_LONG,
    KEYS_NOT_UNIQUE,
    CAPABILITIES_MISSING,
    UNKNOWN_LEAF,
    UNKNOWN_PROPOSAL,
    PROPOSAL_NOT_ALLOWED,
    PROPOSALS_CONFLICT,
    GROUP_TOO_LARGE,
    TOO_FAR_AHEAD,
    KEY_USED_OR_GONE,
    WRONG_GROUP,
    WRONG_EPOCH,
    WRONG_SENDER,
    WRONG_CONTENT,
    TREE_INVALID,
    PATH_INVALID,
    PATH_MISSING,
    PSK_UNKNOWN,
    NOT_FOR_US,
    TREE_MISSING,
    PADDING_INVALID,
    GROUP_INACTIVE,
    PROPOSALS_PENDING,
    EXTERNAL_KEY_MISSING,
    /** The commit that this member made came back: it is accepted, not received. */
    OWN_COMMIT,
    ARCHIVE_INCONSISTENT,
    /** An older archive than the newest one was given: what is in it was used since. */
    ARCHIVE_OUTDATED,
    /** This very device sent something that this state knows nothing of: it is an old copy, and the device must join again. */
    STATE_OUTDATED
}
