package org.konsil.server.messaging.writing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.konsil.server.messaging.ConversationId;
import org.konsil.server.messaging.queueing.Conversation;

/** Where a locked log stands while a batch is made. */
final class LogState {

    final ConversationId id;
    final long epoch;
    final Instant foundedAt;
    final Conversation.@Nullable Removal removal;
    long lastSeq;
    long deliveredSeq;
    boolean changed;

    LogState(ConversationId id, long epoch, Instant foundedAt, Conversation.@Nullable Removal removal) {
        this.id = id;
        this.epoch = epoch;
        this.foundedAt = foundedAt;
        this.removal = removal;
    }

    Conversation toConversation() {
        return new Conversation(id, epoch, lastSeq, foundedAt, removal);
    }
}
