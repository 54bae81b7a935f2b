package org.konsil.server.messaging.queueing;

import org.konsil.server.messaging.ConversationId;

/**
 * A conversation that somebody's devices belong in.
 *
 * @param id which one
 * @param epoch its current epoch
 * @param member whether the asking device has a leaf there
 * @param welcomed whether it also acknowledged the commit that let it in
 * @param acknowledged the last number that it acknowledged; 0 if it has no leaf
 */
public record ListedConversation(ConversationId id, long epoch, boolean member, boolean welcomed, long acknowledged) {}
