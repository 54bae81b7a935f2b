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
 * @param own the end of this device's own chain
 * @param livelyAtMillis when something of somebody's chain was last said or heard here
 * @param beatAtMillis when this device last said of its own accord where its chain ends, and asked for what is missing
 */
public record Conversation(
        UUID id,
        List<UUID> others,
        Standing standing,
        long cursor,
        long delivered,
        ChainEnd own,
        long livelyAtMillis,
        long beatAtMillis) {

    public Conversation {
        others = List.copyOf(others);
    }

    static Conversation begun(UUID id, List<UUID> others) {
        return joined(id, others, 0);
    }

    static Conversation joined(UUID id, List<UUID> others, long cursor) {
        return new Conversation(id, others, Standing.ACTIVE, cursor, 0, ChainEnd.NONE, 0, 0);
    }

    /** A conversation of which only the log is known. */
    static Conversation lost(UUID id, long cursor) {
        return new Conversation(id, List.of(), Standing.LOST, cursor, 0, ChainEnd.NONE, 0, 0);
    }

    /** Whether this device reads and writes in it. */
    @JsonIgnore
    public boolean isActive() {
        return standing == Standing.ACTIVE;
    }

    /** It has come back with these people, at this number of the log. */
    Conversation back(List<UUID> people, long seq) {
        return new Conversation(id, people, Standing.ACTIVE, seq, delivered, own, livelyAtMillis, beatAtMillis);
    }

    /** A number that came late moves nothing. */
    Conversation at(long seq) {
        return new Conversation(
                id, others, standing, Math.max(cursor, seq), delivered, own, livelyAtMillis, beatAtMillis);
    }

    Conversation with(List<UUID> people) {
        return new Conversation(id, people, standing, cursor, delivered, own, livelyAtMillis, beatAtMillis);
    }

    Conversation with(Standing next) {
        return new Conversation(id, others, next, cursor, delivered, own, livelyAtMillis, beatAtMillis);
    }

    Conversation with(ChainEnd next) {
        return new Conversation(id, others, standing, cursor, delivered, next, livelyAtMillis, beatAtMillis);
    }

    Conversation deliveredUpTo(long seq) {
        return new Conversation(id, others, standing, cursor, seq, own, livelyAtMillis, beatAtMillis);
    }

    Conversation livelyAt(long millis) {
        return new Conversation(id, others, standing, cursor, delivered, own, millis, beatAtMillis);
    }

    Conversation beatAt(long millis) {
        return new Conversation(id, others, standing, cursor, delivered, own, livelyAtMillis, millis);
    }
}
