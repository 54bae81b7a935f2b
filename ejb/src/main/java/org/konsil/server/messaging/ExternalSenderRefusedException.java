package org.konsil.server.messaging;

import jakarta.ejb.ApplicationException;

/** Somebody outside the group sends to it: joining by an external commit is not offered yet. */
@ApplicationException(rollback = true)
public class ExternalSenderRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ExternalSenderRefusedException(ConversationId conversation) {
        super("sender outside the group, for conversation " + conversation);
    }
}
