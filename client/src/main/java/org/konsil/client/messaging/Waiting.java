package org.konsil.client.messaging;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message that the server does not have yet.
 *
 * @param counter its place among this device's messages of the conversation
 * @param content the plaintext, encoded
 * @param sealed what was sent of it, or is about to be; null before it was encrypted
 */
record Waiting(
        UUID messageId,
        UUID conversation,
        long counter,
        byte[] content,
        @Nullable Sealed sealed) {

    /** Encrypted for one epoch: repeats send these very bytes. */
    record Sealed(long epoch, byte[] message) {}

    Waiting with(Sealed next) {
        return new Waiting(messageId, conversation, counter, content, next);
    }

    @Override
    public String toString() {
        return "Waiting[" + messageId + "]";
    }
}
