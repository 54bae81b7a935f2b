package org.konsil.server.messaging.submission;

import org.jspecify.annotations.Nullable;
import org.konsil.server.messaging.MessageId;

/**
 * A commit as it came, with what lives or dies with it.
 *
 * @param message the sender's name for it
 * @param commit MLSMessage, a PublicMessage
 * @param welcome MLSMessage, for those it adds, if any
 * @param groupInfo MLSMessage, of the next epoch
 */
public record SubmittedCommit(MessageId message, byte[] commit, byte @Nullable [] welcome, byte[] groupInfo) {

    /** The size; the content stays out of every log. */
    @Override
    public String toString() {
        return "SubmittedCommit[" + commit.length + "]";
    }
}
