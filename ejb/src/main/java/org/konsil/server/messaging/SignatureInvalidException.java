package org.konsil.server.messaging;

import jakarta.ejb.ApplicationException;

/** A signature does not verify with the key of the leaf that is said to have made it. */
@ApplicationException(rollback = true)
public class SignatureInvalidException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SignatureInvalidException(ConversationId conversation) {
        super("signature invalid, for conversation " + conversation);
    }
}
