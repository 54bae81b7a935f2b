package org.konsil.server.messaging;

/** Every current member holds everything up to here. Fired inside the transaction that stored the last confirmation. */
public record ConversationDelivered(ConversationId conversation, long seq) {}
