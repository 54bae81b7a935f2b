package org.konsil.protocol.stream;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import org.konsil.protocol.mls.codec.SecretBytes;

/**
 * Opens a sealed stream from its beginning, in constant memory. Every byte that is read was sealed at its place; whether the
 * stream is whole is known only when -1 is read: until then a caller keeps what it got apart, and drops it when this throws
 * {@link StreamRefusedException}. Where the sealed bytes lie in a file, {@link SealedFile} knows it beforehand.
 */
public final class OpeningStream extends InputStream {

    private final InputStream in;
    private final ChunkCipher cipher;
    private final byte[] sealed = new byte[StreamFormat.SEALED_CHUNK_BYTES];
    private final byte[] plain = new byte[StreamFormat.CHUNK_BYTES];
    private int at;
    private int filled;
    private long chunk;
    private boolean last;
    private boolean refused;

    /** Reads the header; throws if the key is wrong or the context another. */
    public OpeningStream(InputStream in, SecretBytes key, byte[] context) throws IOException {
        this.in = in;
        byte[] header = in.readNBytes(StreamFormat.HEADER_BYTES);
        if (header.length < StreamFormat.HEADER_BYTES) {
            throw new StreamRefusedException(StreamFault.TRUNCATED);
        }
        this.cipher = ChunkCipher.opening(key, header, context);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        while (at == filled) {
            if (last) {
                return -1;
            }
            open();
        }
        int part = Math.min(length, filled - at);
        System.arraycopy(plain, at, into, offset, part);
        at += part;
        return part;
    }

    private void open() throws IOException {
        if (refused) {
            throw new StreamRefusedException(StreamFault.CHUNK_FORGED);
        }
        refused = true;
        int length = in.readNBytes(sealed, 0, sealed.length);
        if (length < StreamFormat.TAG_BYTES) {
            throw new StreamRefusedException(StreamFault.TRUNCATED);
        }
        filled = cipher.apply(chunk++, sealed, length, plain);
        last = length < sealed.length;
        at = 0;
        refused = false;
    }

    @Override
    public void close() throws IOException {
        Arrays.fill(plain, (byte) 0);
        at = filled;
        cipher.close();
        in.close();
    }
}
