package org.konsil.server.messaging;

import jakarta.ejb.ApplicationException;

/** The group lists somebody as an external sender who is not this server, or no longer lists this server. */
@ApplicationException(rollback = true)
public class DeliveryKeyRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DeliveryKeyRefusedException(ConversationId conversation) {
        super("external senders refused, for conversation " + conversation);
    }
}
