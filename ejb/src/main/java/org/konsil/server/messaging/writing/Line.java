package org.konsil.server.messaging.writing;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongSupplier;
import org.konsil.server.messaging.OverloadedException;

/**
 * What waits to be written, and what is being written and not answered yet: bounded, in the order of its coming. A batch is
 * what came while the one before was written; a short wait makes it larger where others are likely to follow. Few messages
 * on a quiet server go without the cursors that wait, for which nobody waits.
 */
final class Line {

    static final int MOST_IN_BATCH = 512;

    /** Of a batch, unless a single request is larger. */
    static final int MOST_BATCH_BYTES = 4 * 1024 * 1024;

    /** After a batch of several messages, the next one waits so long for more. */
    static final Duration WHILE_BUSY = Duration.ofMillis(2);

    /** How long cursors wait for a message to be written with, after a batch of several requests. */
    static final Duration CURSORS_WHILE_BUSY = Duration.ofMillis(5);

    /** How long they wait else: each batch of cursors is in the way of the next message. */
    static final Duration CURSORS_ALONE = Duration.ofMillis(20);

    /** After so long they go with whatever goes. */
    static final Duration CURSORS_AT_MOST = Duration.ofMillis(50);

    /** So many requests in one batch say that others follow. */
    private static final int SEVERAL = 3;

    private final int most;
    private final long mostBytes;
    private final LongSupplier nanos;
    private final Deque<Pending> waiting = new ArrayDeque<>();
    private int waitingMessages;
    private long cursorsSince;
    private int held;
    private long heldBytes;
    private int lastBatch;
    private boolean busy;
    private boolean closed;

    /**
     * A line that takes so much.
     *
     * @param most requests; cursors, which make room, are taken up to twice as many
     * @param mostBytes of requests
     */
    Line(int most, long mostBytes) {
        this(most, mostBytes, System::nanoTime);
    }

    /** By this clock of nanoseconds. */
    Line(int most, long mostBytes, LongSupplier nanos) {
        this.most = most;
        this.mostBytes = mostBytes;
        this.nanos = nanos;
    }

    /** @throws OverloadedException if there is no room; nothing was kept */
    synchronized void add(Pending pending) {
        boolean message = pending.request() instanceof MessageRequest;
        if (closed || held >= (message ? most : 2 * most) || (message && heldBytes >= mostBytes)) {
            throw new OverloadedException();
        }
        held++;
        heldBytes += pending.request().bytes();
        if (!message && waiting.size() == waitingMessages) {
            cursorsSince = nanos.getAsLong();
        }
        waiting.add(pending);
        if (message) {
            waitingMessages++;
        }
        // Whoever waits for more is not woken by each that comes.
        if (waiting.size() == 1 || (message && waitingMessages == 1) || waiting.size() == MOST_IN_BATCH) {
            notifyAll();
        }
    }

    /** The next batch; waits until there is one. Empty when the line is closed and everything was taken. */
    synchronized List<Pending> take() throws InterruptedException {
        while (waiting.isEmpty() && !closed) {
            wait();
        }
        long from = nanos.getAsLong();
        long left = left(from);
        while (left > 0 && waiting.size() < MOST_IN_BATCH && !closed) {
            wait(left / 1_000_000, (int) (left % 1_000_000));
            left = left(from);
        }
        return next();
    }

    /** How long to wait for more, in nanoseconds. */
    private long left(long from) {
        long now = nanos.getAsLong();
        if (waitingMessages > 0) {
            return busy ? from + WHILE_BUSY.toNanos() - now : 0;
        }
        Duration patience = lastBatch < SEVERAL ? CURSORS_ALONE : CURSORS_WHILE_BUSY;
        return cursorsSince + patience.toNanos() - now;
    }

    private List<Pending> next() {
        boolean withCursors = busy
                || waitingMessages == 0
                || waitingMessages >= SEVERAL
                || nanos.getAsLong() - cursorsSince > CURSORS_AT_MOST.toNanos();
        List<Pending> batch = new ArrayList<>(Math.min(waiting.size(), MOST_IN_BATCH));
        long bytes = 0;
        int messages = 0;
        Iterator<Pending> each = waiting.iterator();
        while (each.hasNext() && batch.size() < MOST_IN_BATCH) {
            Pending pending = each.next();
            boolean message = pending.request() instanceof MessageRequest;
            if (!message && !withCursors) {
                continue;
            }
            bytes += pending.request().bytes();
            if (bytes > MOST_BATCH_BYTES && !batch.isEmpty()) {
                break;
            }
            each.remove();
            messages += message ? 1 : 0;
            batch.add(pending);
        }
        waitingMessages -= messages;
        busy = messages >= SEVERAL;
        lastBatch = batch.size();
        return batch;
    }

    /** It was answered and no longer held. */
    synchronized void release(Pending pending) {
        held--;
        heldBytes -= pending.request().bytes();
    }

    /** Takes nothing more; what waits is still given out. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
