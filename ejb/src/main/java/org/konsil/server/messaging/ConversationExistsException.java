package org.konsil.server.messaging;

import jakarta.ejb.ApplicationException;

/** The id is taken by another conversation. */
@ApplicationException(rollback = true)
public class ConversationExistsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ConversationExistsException(ConversationId conversation) {
        super("conversation exists: " + conversation);
    }
}
