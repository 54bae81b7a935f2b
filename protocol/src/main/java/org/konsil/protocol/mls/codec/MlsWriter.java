package org.konsil.protocol.mls.codec;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes what {@link MlsReader} reads; its buffers are wiped, since secrets pass through them too. */
public final class MlsWriter implements AutoCloseable {

    private byte[] bytes = new byte[256];
    private int length;

    public MlsWriter u8(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
        return this;
    }

    public MlsWriter u16(int value) {
        return u8(value >>> 8).u8(value);
    }

    public MlsWriter u32(long value) {
        return u16((int) (value >>> 16)).u16((int) value);
    }

    public MlsWriter u64(long value) {
        return u32(value >>> 32).u32(value);
    }

    public MlsWriter raw(byte[] value) {
        return raw(value, value.length);
    }

    private MlsWriter raw(byte[] value, int count) {
        reserve(count);
        System.arraycopy(value, 0, bytes, length, count);
        length += count;
        return this;
    }

    private void variableLength(int value) {
        if (value < 1 << 6) {
            u8(value);
        } else if (value < 1 << 14) {
            u16(1 << 14 | value);
        } else if (value < 1 << 30) {
            u32(2L << 30 | value);
        } else {
            throw new IllegalArgumentException("longer than a vector can be");
        }
    }

    /** {@code opaque x<V>}. */
    public MlsWriter opaque(byte[] value) {
        variableLength(value.length);
        return raw(value);
    }

    /** {@code opaque x<V>}. */
    public MlsWriter opaque(Bytes value) {
        return opaque(value.shared());
    }

    /** {@code opaque x<V>}. */
    public MlsWriter secret(SecretBytes value) {
        value.writeTo(this);
        return this;
    }

    public MlsWriter struct(MlsStruct value) {
        value.writeTo(this);
        return this;
    }

    /** {@code T list<V>}. */
    public MlsWriter list(List<? extends MlsStruct> entries) {
        return vector(inner -> entries.forEach(entry -> entry.writeTo(inner)));
    }

    /** A vector whose content {@code content} writes. */
    public MlsWriter vector(Consumer<MlsWriter> content) {
        try (MlsWriter inner = new MlsWriter()) {
            content.accept(inner);
            variableLength(inner.length);
            return raw(inner.bytes, inner.length);
        }
    }

    /** {@code optional<T>}. */
    public MlsWriter optional(@Nullable MlsStruct value) {
        return value == null ? u8(0) : u8(1).struct(value);
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    public Bytes toBytes() {
        return Bytes.owning(toByteArray());
    }

    private void reserve(int more) {
        if (more > bytes.length - length) {
            byte[] larger = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(length, more)));
            Arrays.fill(bytes, (byte) 0);
            bytes = larger;
        }
    }

    @Override
    public void close() {
        Arrays.fill(bytes, 0, length, (byte) 0);
    }
}
