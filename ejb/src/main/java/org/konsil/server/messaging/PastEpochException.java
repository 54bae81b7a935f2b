package org.konsil.server.messaging;

import jakarta.ejb.ApplicationException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The epoch of a commit or message is not the one the conversation is in; for a commit, with the one that won. */
@ApplicationException(rollback = true)
public class PastEpochException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable Envelope winner;

    public PastEpochException(ConversationId conversation, @Nullable Envelope winner) {
        super("not the current epoch of conversation " + conversation);
        this.winner = winner;
    }

    /** The commit that ended the epoch, if the log still has it. */
    public Optional<Envelope> winner() {
        return Optional.ofNullable(winner);
    }
}
