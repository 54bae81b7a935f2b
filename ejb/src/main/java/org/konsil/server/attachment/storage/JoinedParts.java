package org.konsil.server.attachment.storage;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/** The parts of an upload one after the other, each opened when the one before is over. */
final class JoinedParts extends InputStream {

    private final S3Bucket bucket;
    private final Deque<S3Part> waiting;
    private InputStream current = InputStream.nullInputStream();

    JoinedParts(S3Bucket bucket, Collection<S3Part> parts) {
        this.bucket = bucket;
        this.waiting = new ArrayDeque<>(parts);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = current.read(target, offset, length);
        while (read < 0 && !waiting.isEmpty()) {
            current.close();
            S3Part next = waiting.remove();
            current = next.bytes() == 0 ? InputStream.nullInputStream() : bucket.read(next.key(), 0, next.bytes());
            read = current.read(target, offset, length);
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        current.close();
    }
}
