package org.konsil.protocol.content;

/** Every reason for which a decrypted content, or a part of one, is refused. */
public enum ContentFault {
    MALFORMED,
    TOO_LARGE,
    /** A field has not the length or the value that it must have. */
    FIELD_OUT_OF_BOUNDS,
    /** It was in another message's envelope. */
    FOREIGN_ENVELOPE,
    /** A part is not what its manifest says, or of another manifest than the first. */
    PART_FORGED,
    SIGNATURE_INVALID
}
