package org.konsil.server.proof;

/** Why a witness did not cosign. The last three say that it saw another log than this one: somebody must look. */
public enum WitnessFault {
    /** It did not answer, or not in time. */
    UNREACHABLE,
    /** It does not know this log (404). */
    LOG_UNKNOWN,
    /** It knows another key for this log (403). */
    KEY_UNKNOWN,
    /** It answered in another way than a witness does. */
    REFUSED,
    /** It answered with a signature that is not its own under this checkpoint. */
    FORGED,
    /** It saw a longer log (409). */
    SAW_MORE,
    /** It saw a log of this length with another head (409). */
    SAW_ANOTHER,
    /** What it saw before is not the beginning of this log (422). */
    NOT_GROWN;

    /** Whether the witness saw another history than the one that is here. */
    public boolean isContradiction() {
        return compareTo(SAW_MORE) >= 0;
    }
}
