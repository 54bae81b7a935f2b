package org.konsil.server.messaging;

import jakarta.ejb.ApplicationException;

/** The message is larger than a message may be. */
@ApplicationException(rollback = true)
public class MessageTooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MessageTooLargeException(ConversationId conversation) {
        super("message too large, for conversation " + conversation);
    }
}
