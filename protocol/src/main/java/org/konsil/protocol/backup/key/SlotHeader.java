package org.konsil.protocol.backup.key;

import org.jspecify.annotations.Nullable;
import org.konsil.protocol.backup.BackupFault;
import org.konsil.protocol.backup.BackupFormat;
import org.konsil.protocol.backup.BackupId;
import org.konsil.protocol.backup.BackupLimits;
import org.konsil.protocol.backup.BackupRefusedException;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;

/** What a slot says in the open. All of it is in the context of what the slot seals, so that none of it can be changed. */
record SlotHeader(
        SlotKind kind,
        BackupId backup,
        Bytes salt,
        @Nullable ArgonCost cost) implements MlsStruct {

    static final int SALT_BYTES = 16;

    SlotHeader {
        BackupFormat.require(salt.length() == SALT_BYTES && (cost != null) == (kind == SlotKind.PASSPHRASE));
    }

    @Override
    public void writeTo(MlsWriter writer) {
        writer.u8(BackupLimits.VERSION).u8(kind.code()).raw(backup.toArray()).raw(salt.toArray());
        if (cost != null) {
            writer.u32(cost.memoryKib()).u8(cost.passes()).u8(cost.lanes());
        }
    }

    static SlotHeader read(MlsReader reader) {
        BackupFormat.requireVersion(reader);
        SlotKind kind = SlotKind.of(reader.u8());
        BackupId backup = new BackupId(reader.fixed(BackupLimits.ID_BYTES));
        Bytes salt = reader.fixed(SALT_BYTES);
        return new SlotHeader(kind, backup, salt, kind == SlotKind.PASSPHRASE ? cost(reader) : null);
    }

    private static ArgonCost cost(MlsReader reader) {
        long memory = reader.u32();
        if (memory > Integer.MAX_VALUE) {
            throw new BackupRefusedException(BackupFault.NOT_IN_FORMAT);
        }
        return new ArgonCost((int) memory, reader.u8(), reader.u8());
    }
}
