package org.konsil.protocol.stream;

/**
 * Where what lies in a sealed stream: 24 bytes of salt, 32 of commitment, then chunks of 16 KiB plaintext with a tag of 16
 * bytes each. The last chunk is always shorter than the others, and may be empty (docs/protocol/stream.md).
 */
public final class StreamFormat {

    public static final int KEY_BYTES = 32;
    public static final int SALT_BYTES = 24;
    public static final int COMMITMENT_BYTES = 32;
    public static final int HEADER_BYTES = SALT_BYTES + COMMITMENT_BYTES;
    public static final int TAG_BYTES = 16;
    public static final int CHUNK_BYTES = 16 * 1024;
    public static final int SEALED_CHUNK_BYTES = CHUNK_BYTES + TAG_BYTES;
    /** A stream has fewer chunks than this. */
    public static final long MAX_CHUNKS = 1L << 38;

    private static final long MAX_PLAIN_BYTES = MAX_CHUNKS * CHUNK_BYTES - 1;
    private static final long MAX_SEALED_BYTES = sealedLength(MAX_PLAIN_BYTES);

    private StreamFormat() {}

    /** How many bytes this many become. */
    public static long sealedLength(long plainBytes) {
        if (plainBytes < 0 || plainBytes > MAX_PLAIN_BYTES) {
            throw new IllegalArgumentException("no stream has this many bytes");
        }
        return HEADER_BYTES + plainBytes + (plainBytes / CHUNK_BYTES + 1) * TAG_BYTES;
    }

    /** How many bytes are sealed in a stream of this length. Throws if no whole stream has it. */
    public static long plainLength(long sealedBytes) throws StreamRefusedException {
        if (sealedBytes > MAX_SEALED_BYTES) {
            throw new StreamRefusedException(StreamFault.TOO_LONG);
        }
        long chunks = sealedBytes - HEADER_BYTES;
        long last = chunks % SEALED_CHUNK_BYTES;
        if (chunks < TAG_BYTES || last < TAG_BYTES) {
            throw new StreamRefusedException(StreamFault.TRUNCATED);
        }
        return chunks / SEALED_CHUNK_BYTES * CHUNK_BYTES + last - TAG_BYTES;
    }
}
