package org.konsil.client.bench.load;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Bytes that come at one end and go at the other. */
final class ByteQueue {

    private static final int LEAST = 4096;

    /** Room that a busy connection keeps from one read to the next. */
    private static final int KEPT = 32 * 1024;

    private byte[] bytes = new byte[LEAST];
    private int begin;
    private int end;

    boolean isEmpty() {
        return begin == end;
    }

    /** What is there; whoever takes some of it says so with {@link #taken}. */
    ByteBuffer waiting() {
        return ByteBuffer.wrap(bytes, begin, end - begin);
    }

    void taken(ByteBuffer read) {
        begin = read.position();
        if (begin == end) {
            begin = 0;
            end = 0;
        }
    }

    /** Room for at least so many; whoever fills some of it says so with {@link #filled}. */
    ByteBuffer room(int atLeast) {
        if (bytes.length - end < atLeast) {
            int used = end - begin;
            byte[] next = bytes.length - used < atLeast ? new byte[Math.max(2 * bytes.length, used + atLeast)] : bytes;
            System.arraycopy(bytes, begin, next, 0, used);
            bytes = next;
            begin = 0;
            end = used;
        }
        return ByteBuffer.wrap(bytes, end, bytes.length - end);
    }

    void filled(ByteBuffer written) {
        end = written.position();
    }

    void add(byte[] more, int offset, int length) {
        ByteBuffer room = room(length);
        filled(room.put(more, offset, length));
    }

    /** Gives back what a burst needed. */
    void shrink() {
        if (isEmpty() && bytes.length > KEPT) {
            bytes = Arrays.copyOf(bytes, LEAST);
            begin = 0;
            end = 0;
        }
    }
}
