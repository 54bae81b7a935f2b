package org.konsil.client.transport;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.konsil.client.failure.OfflineException;

/** The WebSocket of docs/protocol/socket.md. A message that is longer than a frame may be ends the connection. */
final class SocketWire implements Wire, WebSocket.Listener {

    private static final String PROTOCOL = "konsil.v1";
    private static final int MAX_MESSAGE_BYTES = 4 * 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int BROKEN = 1006;

    private final Listener listener;
    private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
    private final CompletableFuture<WebSocket> socket;

    SocketWire(Http http, URI address, Listener listener) {
        this.listener = listener;
        this.socket = http.client()
                .newWebSocketBuilder()
                .subprotocols(PROTOCOL)
                .connectTimeout(PATIENCE)
                .buildAsync(address, this);
        await(socket);
    }

    /** Connections to this server; the address is {@code wss} with the path {@code /socket}. */
    static URI address(URI server) {
        return URI.create("wss://" + server.getAuthority() + "/socket");
    }

    @Override
    public synchronized void send(byte[] message) {
        await(await(socket).sendBinary(ByteBuffer.wrap(message), true));
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        if (partial.size() + data.remaining() > MAX_MESSAGE_BYTES) {
            from.abort();
            listener.closed(BROKEN);
            return null;
        }
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        partial.writeBytes(bytes);
        if (last) {
            byte[] message = partial.toByteArray();
            partial.reset();
            listener.received(message);
        }
        from.request(1);
        return null;
    }

    /** There are no text messages in this protocol. */
    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        from.abort();
        listener.closed(BROKEN);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        listener.closed(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        listener.closed(BROKEN);
    }

    @Override
    public void close() {
        if (socket.isDone() && !socket.isCompletedExceptionally()) {
            socket.join().abort();
        }
    }

    private static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | CompletionException | TimeoutException e) {
            throw new OfflineException("server-unreachable", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OfflineException("interrupted", e);
        }
    }
}
