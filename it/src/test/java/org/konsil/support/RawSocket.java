package org.konsil.support;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.socket.ClientFrame;
import org.konsil.protocol.socket.ServerFrame;

/** One end of the socket, frame by frame, with no rules of its own: what a hostile client would use. */
public final class RawSocket implements AutoCloseable, WebSocket.Listener {

    private static final long PATIENCE_SECONDS = 30;

    private final BlockingQueue<ServerFrame> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
    private final AtomicLong requests = new AtomicLong();
    private final WebSocket socket;
    private volatile boolean reading = true;

    public RawSocket(SSLContext trust, URI address) {
        this(trust, address, null);
    }

    /** Connects as a page of this origin would. */
    public RawSocket(SSLContext trust, URI address, @Nullable String origin) {
        WebSocket.Builder builder = HttpClient.newBuilder()
                .sslContext(trust)
                .build()
                .newWebSocketBuilder()
                .subprotocols("konsil.v1");
        if (origin != null) {
            builder.header("Origin", origin);
        }
        socket = builder.buildAsync(address, this).join();
    }

    /** Sends a frame and gives back its request number. */
    public long send(ClientFrame.Builder frame) {
        long request = requests.incrementAndGet();
        sendBytes(frame.setRequest(request).build().toByteArray());
        return request;
    }

    /** Sends a frame and waits for its answer. */
    public ServerFrame ask(ClientFrame.Builder frame) {
        long request = send(frame);
        return await(answer -> answer.getRequest() == request);
    }

    /** Sends whatever these bytes are as one binary message. */
    public void sendBytes(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    /**
     * Sends to a server that may have enough before it has all, and gives its close code: empty if the connection was cut
     * before a code came, as TCP does to what is still on its way to a closed end.
     */
    public OptionalInt sendUntilClosed(byte[]... messages) {
        CompletableFuture<?> sent = CompletableFuture.completedFuture(null);
        for (byte[] message : messages) {
            sent = sent.thenCompose(before -> socket.sendBinary(ByteBuffer.wrap(message), true));
        }
        return sent.handle((done, failure) -> closed)
                .thenCompose(code -> code)
                .thenApply(OptionalInt::of)
                .exceptionally(RawSocket::cut)
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    private static OptionalInt cut(Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        if (cause instanceof IOException && !(cause instanceof InvalidProtocolBufferException)) {
            return OptionalInt.empty();
        }
        throw new CompletionException(cause);
    }

    /** Takes nothing more from the connection, which stays open. */
    public void stopReading() {
        reading = false;
    }

    /** Goes on where it stopped. */
    public void readOn() {
        reading = true;
        socket.request(1);
    }

    /** The next frame that fits; those before it are dropped. */
    public ServerFrame await(Predicate<ServerFrame> fits) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try {
            while (true) {
                ServerFrame frame = frames.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (frame == null) {
                    throw new AssertionError("no such frame within " + PATIENCE_SECONDS + " s; closed: " + closed);
                }
                if (fits.test(frame)) {
                    return frame;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Whether such a frame has come and was not looked at yet. */
    public boolean hasFrame(Predicate<ServerFrame> fits) {
        return frames.stream().anyMatch(fits);
    }

    /** The close code, once the server has closed. */
    public int awaitClose() {
        return closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        partial.writeBytes(bytes);
        if (last) {
            try {
                frames.add(ServerFrame.parseFrom(ByteString.copyFrom(partial.toByteArray())));
            } catch (InvalidProtocolBufferException e) {
                closed.completeExceptionally(e);
            }
            partial.reset();
        }
        if (reading) {
            from.request(1);
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.completeExceptionally(error);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
