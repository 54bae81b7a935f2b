package org.konsil.protocol.backup.object;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.konsil.protocol.backup.BackupFormat;
import org.konsil.protocol.backup.BackupLimits;

/**
 * Padmé (Nikitin and others, "Reducing Metadata Leakage from Encrypted Files and Communication with PURBs", section 4): a
 * length is rounded up so that its last bits say nothing, by at most 12 percent; and never below 1 KiB. In front stands the
 * content's length, behind it zeros.
 */
public final class Padding {

    static final int LENGTH_BYTES = 4;
    private static final long LEAST_BYTES = 1024;

    private Padding() {}

    /** The padded length for this many bytes, the length in front included. */
    public static long padded(long bytes) {
        if (bytes <= LEAST_BYTES) {
            return LEAST_BYTES;
        }
        int exponent = 63 - Long.numberOfLeadingZeros(bytes);
        int kept = 32 - Integer.numberOfLeadingZeros(exponent);
        long mask = (1L << (exponent - kept)) - 1;
        return bytes + mask & ~mask;
    }

    static byte[] pad(byte[] content) {
        if (content.length > BackupLimits.MAX_CONTENT_BYTES) {
            throw new IllegalArgumentException("too much for one object of a backup");
        }
        return ByteBuffer.allocate((int) padded((long) LENGTH_BYTES + content.length))
                .putInt(content.length)
                .put(content)
                .array();
    }

    /** Takes the one padding that there is for a content, and no other. */
    static byte[] unpad(byte[] plain) {
        BackupFormat.require(plain.length >= LEAST_BYTES);
        int length = ByteBuffer.wrap(plain).getInt();
        BackupFormat.require(length >= 0 && length <= BackupLimits.MAX_CONTENT_BYTES);
        BackupFormat.require(padded((long) LENGTH_BYTES + length) == plain.length);
        int filled = 0;
        for (int at = LENGTH_BYTES + length; at < plain.length; at++) {
            filled |= plain[at];
        }
        BackupFormat.require(filled == 0);
        return Arrays.copyOfRange(plain, LENGTH_BYTES, LENGTH_BYTES + length);
    }
}
