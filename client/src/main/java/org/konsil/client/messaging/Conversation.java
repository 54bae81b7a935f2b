package org.konsil.client.messaging;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.UUID;

/**
 * A conversation as this device keeps it.
 *
 * @param others the people in it but the device's owner, by user id; stored apart
 * @param cursor the last number of the log that was taken in
 * @param delivered every device has everything up to this number
 * @param fromStart whether this device was there for every message
 * @param own the end of this device's own chain
 */
public record Conversation(
        UUID id, List<UUID> others, Standing standing, long cursor, long delivered, boolean fromStart, ChainEnd own) {

    public Conversation {
        others = List.copyOf(others);
    }

    static Conversation begun(UUID id, List<UUID> others) {
        return new Conversation(id, others, Standing.ACTIVE, 0, 0, true, ChainEnd.NONE);
    }

    static Conversation joined(UUID id, List<UUID> others, long cursor, boolean fromStart) {
        return new Conversation(id, others, Standing.ACTIVE, cursor, 0, fromStart, ChainEnd.NONE);
    }

    /** A conversation of which only the log is known. */
    static Conversation lost(UUID id, long cursor) {
        return new Conversation(id, List.of(), Standing.LOST, cursor, 0, false, ChainEnd.NONE);
    }

    /** Whether this device reads and writes in it. */
    @JsonIgnore
    public boolean isActive() {
        return standing == Standing.ACTIVE;
    }

    Conversation at(long nextCursor) {
        return new Conversation(id, others, standing, nextCursor, delivered, fromStart, own);
    }

    Conversation with(List<UUID> people) {
        return new Conversation(id, people, standing, cursor, delivered, fromStart, own);
    }

    Conversation with(Standing next) {
        return new Conversation(id, others, next, cursor, delivered, fromStart, own);
    }

    Conversation with(ChainEnd next) {
        return new Conversation(id, others, standing, cursor, delivered, fromStart, next);
    }

    Conversation deliveredUpTo(long seq) {
        return new Conversation(id, others, standing, cursor, seq, fromStart, own);
    }
}
