package org.konsil.protocol.backup;

import java.util.HexFormat;
import org.konsil.protocol.mls.codec.Bytes;

/** The 16 bytes that follow from a backup's root key and name the backup; they tell nothing of its owner. */
public record BackupId(Bytes value) {

    public BackupId {
        if (value.length() != BackupLimits.ID_BYTES) {
            throw new BackupRefusedException(BackupFault.NOT_IN_FORMAT);
        }
    }

    public static BackupId of(byte[] value) {
        return new BackupId(Bytes.of(value));
    }

    public byte[] toArray() {
        return value.toArray();
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(toArray());
    }
}
