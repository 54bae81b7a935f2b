package org.konsil.web.socket;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Outboxes that got something of a batch and are sent on their way when the whole batch has been told. */
final class Flushes {

    private final Queue<Outbox> waiting = new ConcurrentLinkedQueue<>();

    void add(Outbox outbox) {
        waiting.add(outbox);
    }

    void flush() {
        for (Outbox next = waiting.poll(); next != null; next = waiting.poll()) {
            next.flush();
        }
    }
}
