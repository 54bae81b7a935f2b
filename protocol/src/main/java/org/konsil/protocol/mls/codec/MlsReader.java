package org.konsil.protocol.mls.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.mls.MlsFormatException;

/**
 * Reads the TLS presentation language as RFC 9420, section 2.1 uses it. Every length is compared with what is left
 * before anything is made of it, lists have a maximum, and lengths must be in their shortest form.
 */
public final class MlsReader {

    private final byte[] bytes;
    private final int end;
    private int at;

    private MlsReader(byte[] bytes, int at, int end) {
        this.bytes = bytes;
        this.at = at;
        this.end = end;
    }

    /** Reads one whole structure: more than {@link Limits#MESSAGE_BYTES} or bytes left over are refused. */
    public static <T> T readAll(byte[] bytes, Function<MlsReader, T> structure) {
        if (bytes.length > Limits.MESSAGE_BYTES) {
            throw new MlsFormatException("longer than a message may be");
        }
        MlsReader reader = new MlsReader(bytes, 0, bytes.length);
        T value = structure.apply(reader);
        reader.requireEnd();
        return value;
    }

    public static <T> T readAll(Bytes bytes, Function<MlsReader, T> structure) {
        return readAll(bytes.shared(), structure);
    }

    public int u8() {
        require(1);
        return bytes[at++] & 0xff;
    }

    public int u16() {
        return u8() << 8 | u8();
    }

    public long u32() {
        return (long) u16() << 16 | u16();
    }

    public long u64() {
        return u32() << 32 | u32();
    }

    /** The length in front of a vector (RFC 9420, section 2.1.2), not yet compared with what follows. */
    int variableLength() {
        int first = u8();
        int value = first & 0x3f;
        switch (first >>> 6) {
            case 0:
                return value;
            case 1:
                return minimal(value << 8 | u8(), 1 << 6);
            case 2:
                return minimal(value << 24 | u8() << 16 | u16(), 1 << 14);
            default:
                throw new MlsFormatException("length with a reserved prefix");
        }
    }

    private static int minimal(int length, int least) {
        if (length < least) {
            throw new MlsFormatException("length not in its shortest form");
        }
        return length;
    }

    /** {@code opaque x<V>}. */
    public Bytes opaque() {
        int length = variableLength();
        require(length);
        at += length;
        return Bytes.owning(Arrays.copyOfRange(bytes, at - length, at));
    }

    /** {@code opaque x<V>} that is a secret. */
    public SecretBytes secret() {
        int length = variableLength();
        require(length);
        at += length;
        return SecretBytes.owning(Arrays.copyOfRange(bytes, at - length, at));
    }

    /** A fixed number of bytes. */
    public Bytes fixed(int length) {
        require(length);
        at += length;
        return Bytes.owning(Arrays.copyOfRange(bytes, at - length, at));
    }

    /** {@code T list<V>}. */
    public <T> List<T> list(int most, Function<MlsReader, T> entry) {
        int length = variableLength();
        require(length);
        MlsReader inner = new MlsReader(bytes, at, at + length);
        at += length;
        List<T> entries = new ArrayList<>();
        while (inner.at < inner.end) {
            if (entries.size() == most) {
                throw new MlsFormatException("list with too many entries");
            }
            int before = inner.at;
            entries.add(entry.apply(inner));
            if (inner.at == before) {
                throw new MlsFormatException("list entry without bytes");
            }
        }
        return entries;
    }

    /** {@code optional<T>}. */
    public <T> @Nullable T optional(Function<MlsReader, T> structure) {
        switch (u8()) {
            case 0:
                return null;
            case 1:
                return structure.apply(this);
            default:
                throw new MlsFormatException("optional neither absent nor present");
        }
    }

    /** All bytes that are left, for example the padding of a decrypted message. */
    public Bytes rest() {
        Bytes rest = Bytes.owning(Arrays.copyOfRange(bytes, at, end));
        at = end;
        return rest;
    }

    public int remaining() {
        return end - at;
    }

    private void require(int length) {
        if (length > end - at) {
            throw new MlsFormatException("ends too early");
        }
    }

    private void requireEnd() {
        if (at != end) {
            throw new MlsFormatException("bytes after its end");
        }
    }
}
