package org.konsil.protocol.backup.object;

import org.konsil.protocol.backup.BackupFault;
import org.konsil.protocol.backup.BackupFormat;
import org.konsil.protocol.backup.BackupId;
import org.konsil.protocol.backup.BackupLimits;
import org.konsil.protocol.backup.BackupRefusedException;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;
import org.konsil.protocol.mls.codec.SecretBytes;

/**
 * What a page or manifest says of an object: its name at the host, its bytes, and its key, which stands nowhere else. Whoever
 * drops the entry everywhere has shredded the object.
 */
public record ObjectEntry(Bytes id, int bytes, Bytes hash, SecretBytes key) implements MlsStruct {

    public ObjectEntry {
        BackupFormat.require(id.length() == BackupLimits.ID_BYTES
                && ObjectFormat.isLength(bytes)
                && hash.length() == BackupLimits.HASH_BYTES
                && key.length() == BackupLimits.KEY_BYTES);
    }

    /** The content, after its length, hash, key, place and padding were checked; all or nothing. */
    public byte[] open(ObjectKind kind, BackupId backup, byte[] stored) {
        if (stored.length != bytes || !Bytes.of(ObjectCipher.hash(stored)).equals(hash)) {
            throw new BackupRefusedException(BackupFault.OBJECT_SWAPPED);
        }
        return ObjectCipher.open(key, kind.context(backup, id.toArray()), stored);
    }

    @Override
    public void writeTo(MlsWriter writer) {
        writer.raw(id.toArray()).u32(bytes).raw(hash.toArray()).secret(key);
    }

    static ObjectEntry read(MlsReader reader) {
        Bytes id = reader.fixed(BackupLimits.ID_BYTES);
        long bytes = reader.u32();
        BackupFormat.require(bytes <= ObjectFormat.MAX_BYTES);
        return new ObjectEntry(id, (int) bytes, reader.fixed(BackupLimits.HASH_BYTES), reader.secret());
    }
}
