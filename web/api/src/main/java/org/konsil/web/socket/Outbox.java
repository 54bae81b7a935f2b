package org.konsil.web.socket;

import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
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

    /** So long may one frame take. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Session session;
    private final Clock clock;
    private final Runnable whenRoom;
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private long unsentBytes;
    private long sendingSince;
    private boolean sending;
    private boolean calling;
    private boolean sentInCall;
    private boolean failed;

    Outbox(Session session, Clock clock, Runnable whenRoom) {
        this.session = session;
        this.clock = clock;
        this.whenRoom = whenRoom;
    }

    void send(ServerFrame.Builder frame) {
        byte[] bytes = frame.build().toByteArray();
        synchronized (waiting) {
            if (failed) {
                return;
            }
            waiting.add(bytes);
            unsentBytes += bytes.length;
            if (sending) {
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
            byte[] next = take();
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

    private void hand(byte[] next) {
        try {
            session.getAsyncRemote().sendBinary(ByteBuffer.wrap(next), result -> sent(result, next.length));
        } catch (IllegalStateException closed) {
            sent(new SendResult(closed), next.length);
        }
    }

    private byte @Nullable [] take() {
        synchronized (waiting) {
            byte[] next = failed ? null : waiting.poll();
            if (next == null) {
                sending = false;
                return null;
            }
            calling = true;
            sentInCall = false;
            sendingSince = clock.millis();
            return next;
        }
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
