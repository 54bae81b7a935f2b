package org.konsil.server.messaging.writing;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.konsil.server.messaging.Acceptance;

/**
 * What became of one request; what it says was written is on disk.
 *
 * @param acceptance the message's place in the log; null for a cursor and for a refusal
 * @param refusal why nothing was written, null if it was
 */
public record Answer(
        @Nullable Acceptance acceptance, @Nullable RuntimeException refusal) {

    static Answer accepted(Acceptance acceptance) {
        return new Answer(acceptance, null);
    }

    static Answer done() {
        return new Answer(null, null);
    }

    static Answer refused(RuntimeException refusal) {
        return new Answer(null, refusal);
    }

    /**
     * The place of a message.
     *
     * @return nothing for a cursor
     * @throws RuntimeException the refusal, if it is one
     */
    public Optional<Acceptance> orThrow() {
        if (refusal != null) {
            throw refusal;
        }
        return Optional.ofNullable(acceptance);
    }
}
