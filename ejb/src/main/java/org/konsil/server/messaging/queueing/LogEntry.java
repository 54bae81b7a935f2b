package org.konsil.server.messaging.queueing;

import java.time.Instant;
import org.konsil.server.messaging.ConversationId;
import org.konsil.server.messaging.MessageId;

/**
 * One entry of a log as it is kept, before it is known who reads it.
 *
 * @param conversation whose log
 * @param seq its place
 * @param epoch the epoch in which it was made
 * @param message the sender's name for it
 * @param receivedAt the minute of its arrival
 * @param content what was submitted
 */
public record LogEntry(
        ConversationId conversation, long seq, long epoch, MessageId message, Instant receivedAt, LogContent content) {}
