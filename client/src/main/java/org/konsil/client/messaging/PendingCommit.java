package org.konsil.client.messaging;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A commit that was made and is not in the log yet.
 *
 * @param epoch in which it was made
 * @param staged commit, Welcome, GroupInfo and the epoch they lead to, as the MLS library saved them
 * @param founding GroupInfo of epoch 0, until the server knows the conversation
 */
record PendingCommit(UUID messageId, long epoch, byte[] staged, byte @Nullable [] founding, Intent intent) {

    PendingCommit founded() {
        return new PendingCommit(messageId, epoch, staged, null, intent);
    }

    @Override
    public String toString() {
        return "PendingCommit[" + messageId + "]";
    }
}
