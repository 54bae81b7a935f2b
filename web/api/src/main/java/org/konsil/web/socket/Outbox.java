package org.konsil.web.socket;

import com.google.protobuf.UnsafeByteOperations;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.socket.Bundle;
import org.konsil.protocol.socket.ServerFrame;

/**
 * Frames on their way to one device: one is being sent, a bounded number of bytes wait. Envelopes are only put in while there
 * is room; answers always are, so a device that asks and does not read is found out by {@link #isStuck}.
 */
final class Outbox {

    /** Above this, envelopes wait in the database. */
    static final int ROOM_BYTES = 512 * 1024;

    /** Above this, the device is too slow. */
    static final int MOST_BYTES = 8 * 1024 * 1024;

    /** Of frames in one message. */
    static final int MOST_BUNDLE_BYTES = 64 * 1024;

    /** So long may one frame take. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Session session;
    private final Clock clock;
    private final Runnable whenRoom;
    private final Flushes flushes;
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private long unsentBytes;
    private long sendingSince;
    private boolean sending;
    private boolean calling;
    private boolean sentInCall;
    private boolean failed;
    private boolean flushing;
    private boolean bundles;

    /**
     * Nothing is sent yet.
     *
     * @param whenRoom run when there is room again
     * @param flushes where it asks to be flushed after {@link #sendLater}
     */
    Outbox(Session session, Clock clock, Runnable whenRoom, Flushes flushes) {
        this.session = session;
        this.clock = clock;
        this.whenRoom = whenRoom;
        this.flushes = flushes;
    }

    /** From now on frames that wait together go together. */
    void bundle() {
        synchronized (waiting) {
            bundles = true;
        }
    }

    void send(ServerFrame.Builder frame) {
        send(frame.build().toByteArray());
    }

    /** Sends an encoded frame, which others may be sent as well. */
    void send(byte[] frame) {
        if (add(frame)) {
            flush();
        }
    }

    /** Sends it with whatever comes until the next flush, in the order of all frames. */
    void sendLater(byte[] frame) {
        if (add(frame)) {
            synchronized (waiting) {
                if (flushing) {
                    return;
                }
                flushing = true;
            }
            flushes.add(this);
        }
    }

    /** Whether it waits for somebody to send it on its way. */
    private boolean add(byte[] frame) {
        synchronized (waiting) {
            if (failed) {
                return false;
            }
            waiting.add(frame);
            unsentBytes += frame.length;
            return !sending;
        }
    }

    void flush() {
        synchronized (waiting) {
            flushing = false;
            if (sending || failed) {
                return;
            }
            sending = true;
        }
        sendWaiting();
    }

    boolean hasRoom() {
        synchronized (waiting) {
            return unsentBytes < ROOM_BYTES;
        }
    }

    /** Whether the device does not read what it is sent. */
    boolean isStuck() {
        synchronized (waiting) {
            return unsentBytes > MOST_BYTES || sending && clock.millis() - sendingSince > PATIENCE.toMillis();
        }
    }

    // A loop and no recursion: the container may say "sent" before it returns, as often as frames are waiting.
    private void sendWaiting() {
        boolean more = true;
        while (more) {
            Handed next = take();
            if (next == null) {
                return;
            }
            hand(next);
            synchronized (waiting) {
                calling = false;
                more = sentInCall;
            }
        }
    }

    /** What is sent as one message, and the length of the frames in it. */
    private record Handed(byte[] bytes, int length) {}

    private void hand(Handed next) {
        try {
            session.getAsyncRemote().sendBinary(ByteBuffer.wrap(next.bytes()), result -> sent(result, next.length()));
        } catch (IllegalStateException closed) {
            sent(new SendResult(closed), next.length());
        }
    }

    private @Nullable Handed take() {
        synchronized (waiting) {
            byte[] first = failed ? null : waiting.poll();
            if (first == null) {
                sending = false;
                return null;
            }
            calling = true;
            sentInCall = false;
            sendingSince = clock.millis();
            return bundles && !waiting.isEmpty() ? bundle(first) : new Handed(first, first.length);
        }
    }

    private Handed bundle(byte[] first) {
        Bundle.Builder bundle = Bundle.newBuilder().addFrames(UnsafeByteOperations.unsafeWrap(first));
        int length = first.length;
        while (!waiting.isEmpty() && length + waiting.element().length <= MOST_BUNDLE_BYTES) {
            byte[] frame = waiting.remove();
            bundle.addFrames(UnsafeByteOperations.unsafeWrap(frame));
            length += frame.length;
        }
        return bundle.getFramesCount() == 1
                ? new Handed(first, length)
                : new Handed(ServerFrame.newBuilder().setBundle(bundle).build().toByteArray(), length);
    }

    private void sent(SendResult result, int bytes) {
        boolean goOn;
        boolean room;
        synchronized (waiting) {
            boolean full = unsentBytes >= ROOM_BYTES;
            unsentBytes -= bytes;
            room = full && unsentBytes < ROOM_BYTES;
            sentInCall = calling;
            goOn = !calling;
            if (!result.isOK()) {
                failed = true;
                waiting.clear();
                unsentBytes = 0;
            }
        }
        if (goOn) {
            sendWaiting();
        }
        if (room) {
            whenRoom.run();
        }
    }
}
