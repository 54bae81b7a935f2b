package org.konsil.protocol.backup;

/** Every reason for which a part of a backup is refused. */
public enum BackupFault {
    /** It ends too early, goes on too long, has a version that is not known, or a field out of its bounds. */
    NOT_IN_FORMAT,
    /** A word is not in the list, or the words do not fit each other: mistyped. */
    WORDS_MISTYPED,
    /** The slot does not open with this code or passphrase. */
    WRONG_CODE,
    /** Not what was sealed as this object of this backup. */
    OBJECT_FORGED,
    /** An object, or the manifest, is not the one whose hash is named. */
    OBJECT_SWAPPED,
    /** An object that is named is not there. */
    OBJECT_MISSING,
    /** The head is not signed by this backup's key. */
    HEAD_FORGED,
    /** The head is older than one that is known, or another of the same number. */
    HEAD_ROLLED_BACK
}
