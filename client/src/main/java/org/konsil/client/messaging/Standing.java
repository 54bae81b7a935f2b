package org.konsil.client.messaging;

/** How a conversation stands at this device. */
public enum Standing {
    /** It reads and writes. */
    ACTIVE,
    /** It was removed from it. */
    LEFT,
    /** Its keys are lost or older than what it has already used: nothing is sent or read with them any more, it must re-join. */
    LOST
}
