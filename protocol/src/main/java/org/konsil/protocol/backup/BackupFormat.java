package org.konsil.protocol.backup;

import java.util.function.Function;
import org.konsil.protocol.mls.MlsFormatException;
import org.konsil.protocol.mls.codec.MlsReader;

/** Reads structures of a backup: whole, bounded, with the one version that is known, or not at all. */
public final class BackupFormat {

    private BackupFormat() {}

    public static <T> T read(byte[] bytes, Function<MlsReader, T> structure) {
        try {
            return MlsReader.readAll(bytes, structure);
        } catch (MlsFormatException malformed) {
            throw new BackupRefusedException(BackupFault.NOT_IN_FORMAT, malformed);
        }
    }

    public static void requireVersion(MlsReader reader) {
        require(reader.u8() == BackupLimits.VERSION);
    }

    /** A number that JavaScript counts exactly. */
    public static long number(MlsReader reader) {
        long value = reader.u64();
        require(value >= 0 && value <= BackupLimits.MAX_NUMBER);
        return value;
    }

    public static void require(boolean inFormat) {
        if (!inFormat) {
            throw new BackupRefusedException(BackupFault.NOT_IN_FORMAT);
        }
    }
}
