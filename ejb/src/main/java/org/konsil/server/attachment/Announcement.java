package org.konsil.server.attachment;

import org.konsil.protocol.mls.codec.Bytes;

/**
 * What a device says of a sealed stream before it leaves it.
 *
 * @param bytes its length
 * @param sha256 its digest
 * @param deletionKeySha256 the SHA-256 of the key that deletes it; the key itself stays with the sending device
 */
public record Announcement(long bytes, Bytes sha256, Bytes deletionKeySha256) {

    /** The longest sealed stream: 2 GiB. */
    public static final long MAX_BYTES = 1L << 31;

    private static final int DIGEST_BYTES = 32;

    /** A stream has at least one byte, digests have 32. */
    public Announcement {
        if (bytes < 1 || sha256.length() != DIGEST_BYTES || deletionKeySha256.length() != DIGEST_BYTES) {
            throw new IllegalArgumentException("announcement");
        }
    }
}
