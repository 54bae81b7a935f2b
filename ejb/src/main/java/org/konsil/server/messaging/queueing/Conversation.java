package org.konsil.server.messaging.queueing;

import java.time.Instant;
import org.konsil.server.messaging.ConversationId;

/**
 * Where a conversation stands.
 *
 * @param id which one
 * @param epoch its current epoch
 * @param lastSeq the length of its log
 * @param foundedAt the minute in which it began
 */
public record Conversation(ConversationId id, long epoch, long lastSeq, Instant foundedAt) {}
