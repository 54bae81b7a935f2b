package org.konsil.server.messaging;

import jakarta.ejb.ApplicationException;

/** A leaf's certificate is not the current one of a device of this hospital, or does not carry the leaf's key. */
@ApplicationException(rollback = true)
public class CredentialRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CredentialRefusedException(ConversationId conversation) {
        super("credential refused, for conversation " + conversation);
    }
}
