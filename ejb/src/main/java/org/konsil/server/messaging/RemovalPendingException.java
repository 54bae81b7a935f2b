package org.konsil.server.messaging;

import jakarta.ejb.ApplicationException;
import java.util.List;

/** Somebody was put out, and the next commit must do what the server proposed: what was sent does not, or reaches them. */
@ApplicationException(rollback = true)
public class RemovalPendingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Envelope> pending;

    public RemovalPendingException(ConversationId conversation, List<Envelope> pending) {
        super("a removal is pending in conversation " + conversation);
        this.pending = List.copyOf(pending);
    }

    /** The server's proposals that the commit must reference, in the order of the log; none for a message. */
    public List<Envelope> pending() {
        return pending;
    }
}
