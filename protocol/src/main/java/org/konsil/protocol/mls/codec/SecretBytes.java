package org.konsil.protocol.mls.codec;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Function;

/** A secret: copied in, wiped by {@link #close}, compared in constant time, and silent when printed. */
public final class SecretBytes implements AutoCloseable {

    private final byte[] value;
    private boolean wiped;

    private SecretBytes(byte[] value) {
        this.value = value;
    }

    public static SecretBytes copyOf(byte[] value) {
        return new SecretBytes(value.clone());
    }

    /** Takes an array that nobody else holds. */
    public static SecretBytes owning(byte[] value) {
        return new SecretBytes(value);
    }

    public SecretBytes copy() {
        return new SecretBytes(copyBytes());
    }

    /** A copy that the caller wipes. */
    public synchronized byte[] copyBytes() {
        requireUnwiped();
        return value.clone();
    }

    /** Reads the whole of it as this structure. */
    public <T> T read(Function<MlsReader, T> structure) {
        byte[] bytes = copyBytes();
        try {
            return MlsReader.readAll(bytes, structure);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    public int length() {
        return value.length;
    }

    public synchronized boolean isWiped() {
        return wiped;
    }

    synchronized void writeTo(MlsWriter writer) {
        requireUnwiped();
        writer.opaque(value);
    }

    private void requireUnwiped() {
        if (wiped) {
            throw new IllegalStateException("the secret is wiped");
        }
    }

    @Override
    public synchronized void close() {
        Arrays.fill(value, (byte) 0);
        wiped = true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretBytes secret && MessageDigest.isEqual(value, secret.value);
    }

    /** The same for all secrets of a length, since a hash would tell about the content. */
    @Override
    public int hashCode() {
        return value.length;
    }

    @Override
    public String toString() {
        return "SecretBytes";
    }
}
