package org.konsil.server.messaging.queueing;

import org.konsil.server.messaging.ConversationId;

/**
 * What a device may read of a conversation, and how far it came.
 *
 * @param conversation which one
 * @param fromSeq the commit for which it gets the Welcome; 0 for the founder
 * @param untilSeq the last envelope it may have; {@link Long#MAX_VALUE} while it is a member
 * @param ackedSeq everything up to here it holds
 */
public record Cursor(ConversationId conversation, long fromSeq, long untilSeq, long ackedSeq) {}
