package org.konsil.server.messaging.queueing;

import org.jspecify.annotations.Nullable;
import org.konsil.server.messaging.EnvelopeKind;
import org.konsil.server.messaging.MessageId;

/**
 * A checked message or commit that takes its place in the log.
 *
 * @param message the sender's name for it
 * @param epoch the epoch in which it was made
 * @param kind what it is; a Welcome goes with its commit
 * @param content the MLSMessage
 * @param welcome for those that a commit adds
 */
public record Submitted(MessageId message, long epoch, EnvelopeKind kind, byte[] content, byte @Nullable [] welcome) {

    /** An application message. */
    public static Submitted message(MessageId message, long epoch, byte[] content) {
        return new Submitted(message, epoch, EnvelopeKind.MESSAGE, content, null);
    }

    /** A commit. */
    public static Submitted commit(MessageId message, long epoch, byte[] content, byte @Nullable [] welcome) {
        return new Submitted(message, epoch, EnvelopeKind.COMMIT, content, welcome);
    }

    /** A proposal of the server's. */
    public static Submitted proposal(MessageId message, long epoch, byte[] content) {
        return new Submitted(message, epoch, EnvelopeKind.PROPOSAL, content, null);
    }

    /** The size; the content stays out of every log. */
    @Override
    public String toString() {
        return "Submitted[" + content.length + "]";
    }
}
