package org.konsil.server.messaging;

import jakarta.ejb.ApplicationException;

/** The commit would make the conversation larger than it may be. */
@ApplicationException(rollback = true)
public class ConversationFullException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ConversationFullException(ConversationId conversation) {
        super("conversation full: " + conversation);
    }
}
