package org.konsil.server.messaging;

import jakarta.ejb.ApplicationException;

/** The MLS message is for another group than the conversation. */
@ApplicationException(rollback = true)
public class WrongGroupException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public WrongGroupException(ConversationId conversation) {
        super("MLS message of another group, for conversation " + conversation);
    }
}
