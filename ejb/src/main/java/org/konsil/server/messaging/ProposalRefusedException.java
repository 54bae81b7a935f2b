package org.konsil.server.messaging;

import jakarta.ejb.ApplicationException;

/** The commit does something that is not allowed in a conversation, or not to these leaves. */
@ApplicationException(rollback = true)
public class ProposalRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ProposalRefusedException(ConversationId conversation) {
        super("proposal refused, for conversation " + conversation);
    }
}
