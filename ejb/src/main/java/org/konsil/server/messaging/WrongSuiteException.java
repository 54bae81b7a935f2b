package org.konsil.server.messaging;

import jakarta.ejb.ApplicationException;

/** The group does not use the cipher suite of this installation. */
@ApplicationException(rollback = true)
public class WrongSuiteException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public WrongSuiteException(ConversationId conversation) {
        super("cipher suite not allowed, for conversation " + conversation);
    }
}
