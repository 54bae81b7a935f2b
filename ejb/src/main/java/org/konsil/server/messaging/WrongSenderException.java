package org.konsil.server.messaging;

import jakarta.ejb.ApplicationException;

/** The commit or group info names a leaf that is not the sending device's. */
@ApplicationException(rollback = true)
public class WrongSenderException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public WrongSenderException(ConversationId conversation) {
        super("sender leaf of another device, for conversation " + conversation);
    }
}
