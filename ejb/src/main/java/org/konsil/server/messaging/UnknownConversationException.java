package org.konsil.server.messaging;

import jakarta.ejb.ApplicationException;

/** There is no such conversation, or the device is no member of it: one answer for both. */
@ApplicationException(rollback = true)
public class UnknownConversationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownConversationException(ConversationId conversation) {
        super("unknown conversation " + conversation);
    }
}
