package org.konsil.client.transport;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.konsil.client.failure.LockedException;
import org.konsil.client.failure.OfflineException;
import org.konsil.client.failure.RefusedException;
import org.konsil.protocol.socket.Challenge;
import org.konsil.protocol.socket.ClientFrame;
import org.konsil.protocol.socket.Problem;
import org.konsil.protocol.socket.ServerFrame;

/**
 * One connection: requests are matched with their answers, what the server sends of its own accord is queued. When it closes it is
 * over. A device that does not take what comes, up to {@value #MAX_QUEUED_BYTES} bytes, hangs up and goes on from its cursor
 * later. Any thread may call.
 */
public final class Connection implements AutoCloseable, Wire.Listener {

    private static final int MAX_QUEUED_BYTES = 64 * 1024 * 1024;
    private static final int CLOSED_REVOKED = 4403;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Wire wire;
    private final CompletableFuture<Challenge> challenge = new CompletableFuture<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final Map<Long, CompletableFuture<ServerFrame>> waiting = new ConcurrentHashMap<>();
    private final BlockingQueue<ServerFrame> pushed = new LinkedBlockingQueue<>();
    private final AtomicInteger queuedBytes = new AtomicInteger();
    private final AtomicLong requests = new AtomicLong();
    private volatile long lastSentNanos = System.nanoTime();

    public Connection(Wire.Maker maker) {
        this.wire = maker.connect(this);
    }

    /** The server's first word. */
    public Challenge challenge() {
        return await(challenge);
    }

    /** Sends a frame and waits for its answer; a {@code Problem} is thrown as the refusal that it is. */
    public ServerFrame ask(ClientFrame.Builder frame) {
        ServerFrame answer = askAnything(frame);
        if (answer.hasProblem()) {
            throw Problems.refusal(answer.getProblem());
        }
        return answer;
    }

    /** The same, for a caller to whom a refusal tells something; {@link #refusal} makes it one. */
    public ServerFrame askAnything(ClientFrame.Builder frame) {
        CompletableFuture<ServerFrame> answer = new CompletableFuture<>();
        synchronized (wire) { // request numbers rise on the wire
            long request = requests.incrementAndGet();
            waiting.put(request, answer);
            requireOpen();
            lastSentNanos = System.nanoTime();
            wire.send(frame.setRequest(request).build().toByteArray());
        }
        return await(answer);
    }

    /** A problem as the refusal that it is. */
    public static RefusedException refusal(Problem problem) {
        return Problems.refusal(problem);
    }

    /** The next thing that the server said of its own accord, if it comes within this time. */
    public Optional<ServerFrame> next(Duration patience) {
        try {
            ServerFrame frame = pushed.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
            if (frame == null) {
                requireOpen();
                return Optional.empty();
            }
            queuedBytes.addAndGet(-frame.getSerializedSize());
            return Optional.of(frame);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OfflineException("interrupted", e);
        }
    }

    public boolean isOpen() {
        return !closed.isDone();
    }

    public Duration silence() {
        return Duration.ofNanos(System.nanoTime() - lastSentNanos);
    }

    @Override
    public void received(byte[] message) {
        ServerFrame frame;
        try {
            frame = ServerFrame.parseFrom(message);
        } catch (InvalidProtocolBufferException malformed) {
            hangUp();
            return;
        }
        if (frame.hasBundle()) {
            frame.getBundle().getFramesList().forEach(this::receivedInBundle);
        } else {
            received(frame, message.length);
        }
    }

    private void receivedInBundle(ByteString bytes) {
        try {
            ServerFrame frame = ServerFrame.parseFrom(bytes);
            if (frame.hasBundle()) {
                hangUp();
            } else {
                received(frame, bytes.size());
            }
        } catch (InvalidProtocolBufferException malformed) {
            hangUp();
        }
    }

    private void received(ServerFrame frame, int bytes) {
        CompletableFuture<ServerFrame> answered = waiting.remove(frame.getRequest());
        if (answered != null) {
            answered.complete(frame);
        } else if (frame.hasChallenge()) {
            challenge.complete(frame.getChallenge());
        } else if (frame.getRequest() == 0) {
            if (queuedBytes.addAndGet(bytes) > MAX_QUEUED_BYTES) {
                hangUp();
            } else {
                pushed.add(frame);
            }
        }
    }

    private void hangUp() {
        wire.close();
        closed(0);
    }

    @Override
    public void closed(int code) {
        closed.complete(code);
        challenge.completeExceptionally(over());
        waiting.values().forEach(answer -> answer.completeExceptionally(over()));
    }

    private void requireOpen() {
        if (closed.isDone()) {
            throw over();
        }
    }

    private RuntimeException over() {
        return closed.getNow(0) == CLOSED_REVOKED
                ? new LockedException("revoked")
                : new OfflineException("connection-closed");
    }

    private <T> T await(CompletableFuture<T> future) {
        if (closed.isDone()) {
            future.completeExceptionally(over());
        }
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw over();
        } catch (TimeoutException e) {
            hangUp();
            throw new OfflineException("no-answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OfflineException("interrupted", e);
        }
    }

    @Override
    public void close() {
        hangUp();
    }
}
