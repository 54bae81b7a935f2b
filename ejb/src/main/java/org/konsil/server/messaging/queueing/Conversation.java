package org.konsil.server.messaging.queueing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.konsil.server.messaging.ConversationId;

/**
 * Where a conversation stands.
 *
 * @param id which one
 * @param epoch its current epoch
 * @param lastSeq the length of its log
 * @param foundedAt the minute in which it began
 * @param removal the newest proposal of the server's to remove somebody, null if there was none
 */
public record Conversation(
        ConversationId id,
        long epoch,
        long lastSeq,
        Instant foundedAt,
        @Nullable Removal removal) {

    /**
     * Somebody was put out.
     *
     * @param epoch the last one that they can read
     * @param since when they were put out
     */
    public record Removal(long epoch, Instant since) {}
}
