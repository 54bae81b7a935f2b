package org.konsil.server.messaging.writing;

import java.time.Instant;
import org.konsil.server.messaging.ConversationId;
import org.konsil.server.messaging.queueing.Conversation;

/** Where a locked log stands while a batch is made. */
final class LogState {

    final ConversationId id;
    final long epoch;
    final Instant foundedAt;
    long lastSeq;
    long deliveredSeq;

    LogState(ConversationId id, long epoch, Instant foundedAt) {
        this.id = id;
        this.epoch = epoch;
        this.foundedAt = foundedAt;
    }

    Conversation toConversation() {
        return new Conversation(id, epoch, lastSeq, foundedAt);
    }
}
