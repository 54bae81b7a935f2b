package org.konsil.protocol.stream;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.Objects;
import org.konsil.protocol.mls.codec.SecretBytes;

/**
 * A sealed stream that lies somewhere with random access. Opening it checks key, context and, by its last chunk, the whole
 * length: a truncated or prolonged one is refused before a byte is given out. Not for two threads.
 */
public final class SealedFile implements Closeable {

    private final SeekableByteChannel channel;
    private final ChunkCipher cipher;
    private final long plainBytes;
    private final byte[] sealed = new byte[StreamFormat.SEALED_CHUNK_BYTES];
    private final byte[] plain = new byte[StreamFormat.CHUNK_BYTES];

    public SealedFile(SeekableByteChannel channel, SecretBytes key, byte[] context) throws IOException {
        this.channel = channel;
        this.plainBytes = StreamFormat.plainLength(channel.size());
        byte[] header = new byte[StreamFormat.HEADER_BYTES];
        readFully(0, header, header.length);
        this.cipher = ChunkCipher.opening(key, header, context);
        try {
            open(plainBytes / StreamFormat.CHUNK_BYTES);
        } catch (IOException refused) {
            cipher.close();
            throw refused;
        }
    }

    /** How many bytes are sealed in it. */
    public long length() {
        return plainBytes;
    }

    /** Reads the bytes from {@code position} on, as many as asked for or are there; each chunk is checked first. */
    public byte[] read(long position, int length) throws IOException {
        Objects.checkFromIndexSize(position, 0, plainBytes);
        byte[] result = new byte[(int) Math.min(length, plainBytes - position)];
        int done = 0;
        while (done < result.length) {
            long from = position + done;
            open(from / StreamFormat.CHUNK_BYTES);
            int at = (int) (from % StreamFormat.CHUNK_BYTES);
            int part = Math.min(result.length - done, StreamFormat.CHUNK_BYTES - at);
            System.arraycopy(plain, at, result, done, part);
            done += part;
        }
        return result;
    }

    private void open(long chunk) throws IOException {
        boolean last = chunk == plainBytes / StreamFormat.CHUNK_BYTES;
        int length = (last ? (int) (plainBytes % StreamFormat.CHUNK_BYTES) : StreamFormat.CHUNK_BYTES)
                + StreamFormat.TAG_BYTES;
        readFully(StreamFormat.HEADER_BYTES + chunk * StreamFormat.SEALED_CHUNK_BYTES, sealed, length);
        cipher.apply(chunk, sealed, length, plain);
    }

    private void readFully(long position, byte[] into, int length) throws IOException {
        channel.position(position);
        ByteBuffer buffer = ByteBuffer.wrap(into, 0, length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException("the file became shorter while it was read");
            }
        }
    }

    @Override
    public void close() throws IOException {
        Arrays.fill(plain, (byte) 0);
        cipher.close();
        channel.close();
    }
}
