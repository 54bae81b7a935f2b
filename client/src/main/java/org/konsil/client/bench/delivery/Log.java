package org.konsil.client.bench.delivery;

import java.util.ArrayDeque;
import java.util.Deque;

/** What a device knows of a conversation's log. */
final class Log {

    private final Deque<Waiting> undelivered = new ArrayDeque<>();
    private long cursor;
    private long deliveredSeq;

    private record Waiting(long seq, Parcel parcel) {}

    /** Whether the device has not had it; after this it has. */
    boolean isNew(long seq) {
        boolean next = seq > cursor;
        cursor = Math.max(cursor, seq);
        return next;
    }

    /** A message of its own has its place, and waits for its readers. */
    void waits(long seq, Parcel parcel, Station.Events events) {
        undelivered.add(new Waiting(seq, parcel));
        delivered(deliveredSeq, events);
    }

    /** A new connection reports nothing of what was sent before it. */
    void forgetUndelivered() {
        undelivered.clear();
    }

    /** Everybody has everything up to here. */
    void delivered(long seq, Station.Events events) {
        deliveredSeq = Math.max(deliveredSeq, seq);
        while (!undelivered.isEmpty() && undelivered.element().seq() <= deliveredSeq) {
            events.delivered(undelivered.remove().parcel());
        }
    }
}
