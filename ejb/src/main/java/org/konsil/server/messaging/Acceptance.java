package org.konsil.server.messaging;

import java.time.Instant;

/**
 * What a sender is told once its message is on disk; a repeat is told the same.
 *
 * @param seq the place in the conversation's log; 0 for the founding of the conversation
 * @param epoch the epoch in which it was made; for a commit the epoch it ended
 * @param receivedAt the minute of its arrival
 */
public record Acceptance(long seq, long epoch, Instant receivedAt) {}
