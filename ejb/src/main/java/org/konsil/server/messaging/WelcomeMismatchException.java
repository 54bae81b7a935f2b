package org.konsil.server.messaging;

import jakarta.ejb.ApplicationException;

/** The Welcome is not for exactly the devices that the commit adds. */
@ApplicationException(rollback = true)
public class WelcomeMismatchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public WelcomeMismatchException(ConversationId conversation) {
        super("welcome does not fit the commit, for conversation " + conversation);
    }
}
