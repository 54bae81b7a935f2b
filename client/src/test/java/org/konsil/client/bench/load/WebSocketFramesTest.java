package org.konsil.client.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WebSocketFramesTest {

    private static final byte[] ANSWER =
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final List<byte[]> messages = new ArrayList<>();
    private final List<String> closed = new ArrayList<>();

    private final class Noting implements WebSocketFrames.Listener {

        @Override
        public void message(Link link, byte[] bytes) {
            messages.add(bytes);
        }

        @Override
        public void pause(Link link) {
            // nothing to do
        }

        @Override
        public void closed(Link link, int code, String why) {
            closed.add(code + " " + why);
        }
    }

    @Test
    void takesMessagesOfEveryLengthWholeOrInPieces() throws IOException {
        byte[] wire = join(
                ANSWER,
                frame(0x82, 0),
                frame(0x82, 125),
                frame(0x82, 126),
                frame(0x02, 70_000),
                frame(0x80, 10),
                frame(0x88, 0));
        talk(wire, 1000);

        assertThat(messages).extracting(message -> message.length).containsExactly(0, 125, 126, 70_010);
        assertThat(closed).containsExactly("0 closed");
    }

    @Test
    void refusesAServerThatSpeaksNoWebSocket() throws IOException {
        talk("HTTP/1.1 403 Forbidden\r\n\r\n".getBytes(StandardCharsets.US_ASCII), 1000);

        assertThat(closed).containsExactly("0 no WebSocket: HTTP/1.1 403 Forbidden");
    }

    @Test
    void refusesAFrameThatDeclaresTooMuch() throws IOException {
        talk(join(ANSWER, new byte[] {(byte) 0x82, 127, 0, 0, 0, 1, 0, 0, 0, 0}), 1000);

        assertThat(closed).containsExactly("0 a frame too large");
    }

    @Test
    void masksWhatItSends() throws Exception {
        byte[] sent = {1, 2, 3, 4, 5, 6, 7};
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Loop loop = new Loop()) {
            CompletableFuture<byte[]> received = CompletableFuture.supplyAsync(() -> readFrame(server));
            WebSocketFrames frames = new WebSocketFrames("host", "/socket", "test", "", new Noting());
            Link link = loop.connect("127.0.0.1", server.getLocalPort(), null, frames);
            frames.send(link, sent);
            while (!received.isDone()) {
                loop.turn(10_000_000);
            }
            assertThat(received.get()).isEqualTo(sent);
        }
    }

    private static byte[] readFrame(ServerSocket server) {
        try (Socket socket = server.accept()) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            byte[] head = new byte[2 + Integer.BYTES];
            in.readFully(head);
            byte[] content = new byte[head[1] & 0x7f];
            in.readFully(content);
            for (int at = 0; at < content.length; at++) {
                content[at] ^= head[2 + at % Integer.BYTES];
            }
            return content;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void talk(byte[] wire, int piece) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Loop loop = new Loop()) {
            WebSocketFrames frames = new WebSocketFrames("host", "/socket", "test", "", new Noting());
            loop.connect("127.0.0.1", server.getLocalPort(), null, frames);
            try (Socket socket = server.accept()) {
                OutputStream out = socket.getOutputStream();
                for (int at = 0; at < wire.length && closed.isEmpty(); at += piece) {
                    out.write(wire, at, Math.min(piece, wire.length - at));
                    loop.turn(1_000_000);
                }
                while (closed.isEmpty()) {
                    loop.turn(1_000_000);
                }
            }
        }
    }

    private static byte[] frame(int first, int length) {
        ByteBuffer frame = ByteBuffer.allocate(length + 10).put((byte) first);
        if (length < 126) {
            frame.put((byte) length);
        } else if (length < 65_536) {
            frame.put((byte) 126).putShort((short) length);
        } else {
            frame.put((byte) 127).putLong(length);
        }
        byte[] bytes = new byte[frame.position() + length];
        System.arraycopy(frame.array(), 0, bytes, 0, frame.position());
        return bytes;
    }

    private static byte[] join(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(200_000);
        for (byte[] part : parts) {
            all.put(part);
        }
        byte[] bytes = new byte[all.position()];
        all.flip().get(bytes);
        return bytes;
    }
}
