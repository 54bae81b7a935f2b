package org.konsil.server.messaging;

import java.time.Instant;

/**
 * One entry of a conversation's log, as one device gets it.
 *
 * @param conversation where it belongs
 * @param seq its place, dense and from 1
 * @param epoch the epoch in which it was made; for a commit the epoch it ends
 * @param message the sender's name for it
 * @param receivedAt the minute of its arrival
 * @param body what it carries
 */
public record Envelope(
        ConversationId conversation, long seq, long epoch, MessageId message, Instant receivedAt, EnvelopeBody body) {}
