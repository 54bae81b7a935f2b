package org.konsil.protocol.stream;

import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;
import org.konsil.protocol.mls.codec.SecretBytes;

/**
 * Seals what is written to it, a chunk at a time and in constant memory. Only {@link #finish} makes a whole stream: one that
 * is closed without it, after an error, is refused by every reader as truncated.
 */
public final class SealingStream extends OutputStream {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final OutputStream out;
    private final ChunkCipher cipher;
    private final byte[] plain = new byte[StreamFormat.CHUNK_BYTES];
    private final byte[] sealed = new byte[StreamFormat.SEALED_CHUNK_BYTES];
    private int filled;
    private long chunk;
    private boolean finished;

    /**
     * @param key 32 uniformly random bytes; copied
     * @param context what the stream is for; whoever opens it must say the same
     */
    public SealingStream(OutputStream out, SecretBytes key, byte[] context) throws IOException {
        this(out, key, context, randomSalt());
    }

    /** A salt must not come twice with a key; only vectors choose it. */
    SealingStream(OutputStream out, SecretBytes key, byte[] context, byte[] salt) throws IOException {
        this.out = out;
        this.cipher = ChunkCipher.sealing(key, salt, context);
        out.write(salt);
        out.write(cipher.commitment());
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, from.length);
        if (finished) {
            throw new IOException("the stream is finished");
        }
        int done = 0;
        while (done < length) {
            int part = Math.min(length - done, plain.length - filled);
            System.arraycopy(from, offset + done, plain, filled, part);
            filled += part;
            done += part;
            if (filled == plain.length) {
                seal();
            }
        }
    }

    private void seal() throws IOException {
        int length = cipher.apply(chunk++, plain, filled, sealed);
        out.write(sealed, 0, length);
        filled = 0;
    }

    /** Seals the last chunk, which says that here is the end. */
    public void finish() throws IOException {
        if (!finished) {
            finished = true;
            seal();
            out.flush();
        }
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        finished = true;
        Arrays.fill(plain, (byte) 0);
        cipher.close();
        out.close();
    }

    private static byte[] randomSalt() {
        byte[] salt = new byte[StreamFormat.SALT_BYTES];
        RANDOM.nextBytes(salt);
        return salt;
    }
}
