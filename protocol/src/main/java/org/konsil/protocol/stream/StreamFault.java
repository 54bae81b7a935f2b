package org.konsil.protocol.stream;

/** Every reason for which a sealed stream is refused. */
public enum StreamFault {
    /** No stream has this length, or it ends where no stream ends. */
    TRUNCATED,
    /** The stream was not made with this key in this context. */
    WRONG_KEY_OR_CONTEXT,
    /** A chunk is not what was sealed at this place. */
    CHUNK_FORGED,
    /** More chunks than one key may seal. */
    TOO_LONG
}
