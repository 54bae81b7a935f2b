package org.konsil.server.messaging;

import java.util.List;

/**
 * Many logs grew, or were delivered, at once. Fired after the transaction that wrote it, so that it is on disk, and after
 * those who asked for it were answered; also if they were all refused.
 *
 * @param stored the messages, in the order of their logs
 * @param delivered how far every member came
 */
public record LogsWritten(List<Envelope> stored, List<ConversationDelivered> delivered) {

    /** Keeps its own copies of the lists. */
    public LogsWritten {
        stored = List.copyOf(stored);
        delivered = List.copyOf(delivered);
    }
}
