package org.konsil.client.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.SplittableRandom;

/** The client's side of a WebSocket (RFC 6455): one handshake, then whole binary messages. */
public final class WebSocketFrames implements Link.Handler {

    private static final int BINARY = 0x82;
    private static final int PONG = 0x8A;
    private static final int OPCODE_CONTINUATION = 0;
    private static final int OPCODE_BINARY = 2;
    private static final int OPCODE_CLOSE = 8;
    private static final int OPCODE_PING = 9;
    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int SHORT = 126;
    private static final int LONG = 127;
    private static final int BYTE = 0xff;
    private static final int TWO_BYTES = 0xffff;
    private static final int MOST_BYTES = 2 * 1024 * 1024;
    private static final int MOST_HEADER = 8192;
    private static final int KEY_BYTES = 16;

    private final String request;
    private final Listener listener;
    private final SplittableRandom masks = new SplittableRandom();
    private byte[] partial = new byte[0];
    private boolean open;

    /** What comes. */
    public interface Listener {

        /** A whole binary message. */
        void message(Link link, byte[] bytes);

        /** Nothing more comes for now. */
        void pause(Link link);

        /** The connection is gone; the number is the server's close code, or 0. */
        void closed(Link link, int code, String why);
    }

    /**
     * @param authority what the Host header says
     * @param headers more of them, each with its line end
     */
    public WebSocketFrames(String authority, String path, String protocol, String headers, Listener listener) {
        byte[] key = new byte[KEY_BYTES];
        ByteBuffer.wrap(key).putLong(masks.nextLong()).putLong(masks.nextLong());
        this.request = "GET " + path + " HTTP/1.1\r\nHost: " + authority
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                + Base64.getEncoder().encodeToString(key) + "\r\nSec-WebSocket-Protocol: " + protocol + "\r\n" + headers
                + "\r\n";
        this.listener = listener;
    }

    @Override
    public void connected(Link link) {
        link.send(request.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void received(Link link, ByteBuffer bytes) {
        if (!open && !readAnswer(link, bytes)) {
            return;
        }
        while (readFrame(link, bytes)) {
            // until what is there is no whole frame
        }
        listener.pause(link);
    }

    @Override
    public void lost(Link link, String why) {
        listener.closed(link, 0, why);
    }

    /** Sends a whole message. */
    public void send(Link link, byte[] message) {
        link.send(frame(BINARY, message));
    }

    private boolean readAnswer(Link link, ByteBuffer bytes) {
        int begin = bytes.position();
        byte[] seen = new byte[Math.min(bytes.remaining(), MOST_HEADER)];
        bytes.get(begin, seen);
        String text = new String(seen, StandardCharsets.US_ASCII);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return false;
        }
        if (!text.startsWith("HTTP/1.1 101 ")) {
            bytes.position(bytes.limit());
            fail(link, 0, "no WebSocket: " + text.substring(0, text.indexOf('\r')));
            return false;
        }
        bytes.position(begin + end + "\r\n\r\n".length());
        open = true;
        return true;
    }

    private boolean readFrame(Link link, ByteBuffer bytes) {
        int begin = bytes.position();
        if (bytes.remaining() < 2) {
            return false;
        }
        int first = bytes.get() & BYTE;
        int second = bytes.get() & BYTE;
        int more = second == LONG ? Long.BYTES : second == SHORT ? Short.BYTES : 0;
        if (bytes.remaining() < more) {
            bytes.position(begin);
            return false;
        }
        long length = second == LONG ? bytes.getLong() : second == SHORT ? bytes.getShort() & TWO_BYTES : second;
        if (length < 0 || length > MOST_BYTES) {
            bytes.position(bytes.limit());
            fail(link, 0, "a frame too large");
            return false;
        }
        if (bytes.remaining() < length) {
            bytes.position(begin);
            return false;
        }
        byte[] content = new byte[(int) length];
        bytes.get(content);
        take(link, first, content);
        return true;
    }

    private void take(Link link, int first, byte[] content) {
        switch (first & 0x0f) {
            case OPCODE_CONTINUATION, OPCODE_BINARY -> {
                byte[] whole = content;
                if (partial.length > 0) {
                    whole = Arrays.copyOf(partial, partial.length + content.length);
                    System.arraycopy(content, 0, whole, partial.length, content.length);
                }
                partial = new byte[0];
                if ((first & FINAL) == 0) {
                    partial = whole;
                } else {
                    listener.message(link, whole);
                }
            }
            case OPCODE_PING -> link.send(frame(PONG, content));
            case OPCODE_CLOSE ->
                fail(link, content.length < 2 ? 0 : ByteBuffer.wrap(content).getShort(), "closed");
            default -> {
                // a pong to nothing that we asked
            }
        }
    }

    private void fail(Link link, int code, String why) {
        link.close();
        listener.closed(link, code & TWO_BYTES, why);
    }

    private byte[] frame(int first, byte[] content) {
        int extended = content.length < SHORT ? 0 : content.length <= TWO_BYTES ? Short.BYTES : Long.BYTES;
        ByteBuffer frame = ByteBuffer.allocate(2 + extended + Integer.BYTES + content.length);
        frame.put((byte) first);
        if (extended == 0) {
            frame.put((byte) (MASKED | content.length));
        } else if (extended == Short.BYTES) {
            frame.put((byte) (MASKED | SHORT)).putShort((short) content.length);
        } else {
            frame.put((byte) (MASKED | LONG)).putLong(content.length);
        }
        int mask = masks.nextInt();
        frame.putInt(mask);
        int at = 0;
        for (; at + Integer.BYTES <= content.length; at += Integer.BYTES) {
            frame.putInt(ByteBuffer.wrap(content, at, Integer.BYTES).getInt() ^ mask);
        }
        for (int shift = 24; at < content.length; at++, shift -= Byte.SIZE) {
            frame.put((byte) (content[at] ^ mask >>> shift));
        }
        return frame.array();
    }
}
