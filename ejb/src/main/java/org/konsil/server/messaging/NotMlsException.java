package org.konsil.server.messaging;

import jakarta.ejb.ApplicationException;

/** What came is not the MLS message that belongs here, so it could be readable: it is refused unread. */
@ApplicationException(rollback = true)
public class NotMlsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotMlsException(ConversationId conversation) {
        super("not the expected MLS message, for conversation " + conversation);
    }
}
