package org.konsil.server.messaging;

/** A conversation's log grew to this length. Fired inside the transaction that stored the envelope. */
public record EnvelopeStored(ConversationId conversation, long seq) {}
