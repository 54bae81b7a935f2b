package org.konsil.support;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;

/** A connection on which a test writes what it likes below the frames of WebSocket, once the server has agreed to speak it. */
public final class RawWebSocket implements AutoCloseable {

    private static final int PATIENCE_MILLIS = (int) TimeUnit.SECONDS.toMillis(30);

    private final SSLSocket socket;

    public RawWebSocket(RunningSystem system) throws IOException {
        URI server = system.https();
        socket = (SSLSocket) system.trust().getSocketFactory().createSocket(server.getHost(), server.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        write(("GET /socket HTTP/1.1\r\nHost: " + server.getAuthority()
                        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: konsil.v1\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        if (!readHead().startsWith("HTTP/1.1 101")) {
            throw new AssertionError("the server does not speak WebSocket");
        }
    }

    private String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException(head.toString());
            }
            head.append((char) next);
        }
        return head.toString();
    }

    public void write(byte... bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** Reads until the server has ended the connection, in whatever way. */
    public void awaitEnd() throws IOException {
        byte[] buffer = new byte[8192];
        try {
            while (socket.getInputStream().read(buffer) >= 0) {
                // what it still says is of no interest
            }
        } catch (java.net.SocketException reset) {
            return; // an end too
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
