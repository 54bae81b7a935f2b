package org.konsil.protocol.backup.object;

import org.konsil.protocol.backup.BackupLimits;
import org.konsil.protocol.stream.StreamFormat;
import org.konsil.protocol.stream.StreamRefusedException;

/** What of an object can be seen without its key: a version byte, then a sealed stream of a padded length. */
public final class ObjectFormat {

    public static final int MIN_BYTES = (int) sealedBytes(0);
    public static final int MAX_BYTES = (int) sealedBytes(BackupLimits.MAX_CONTENT_BYTES);

    private ObjectFormat() {}

    /** How many bytes the object of this much content has. */
    public static long sealedBytes(long contentBytes) {
        return 1 + StreamFormat.sealedLength(Padding.padded(Padding.LENGTH_BYTES + contentBytes));
    }

    /** Whether an object can have this length. */
    public static boolean isLength(long bytes) {
        if (bytes < MIN_BYTES || bytes > MAX_BYTES) {
            return false;
        }
        try {
            long plain = StreamFormat.plainLength(bytes - 1);
            return Padding.padded(plain) == plain;
        } catch (StreamRefusedException noStream) {
            return false;
        }
    }
}
