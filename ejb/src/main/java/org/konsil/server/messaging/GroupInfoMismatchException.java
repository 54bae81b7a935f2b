package org.konsil.server.messaging;

import jakarta.ejb.ApplicationException;

/** The group info does not describe the group that the commit leads to. */
@ApplicationException(rollback = true)
public class GroupInfoMismatchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public GroupInfoMismatchException(ConversationId conversation) {
        super("group info does not fit, for conversation " + conversation);
    }
}
