package org.konsil.server.messaging;

import jakarta.ejb.ApplicationException;

/** The list of the people in a conversation is missing, malformed, or lacks somebody whose device is there. */
@ApplicationException(rollback = true)
public class MemberListRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MemberListRefusedException(ConversationId conversation) {
        super("member list refused, for conversation " + conversation);
    }
}
