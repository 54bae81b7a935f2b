package org.konsil.protocol.backup.object;

import java.security.SecureRandom;
import org.konsil.protocol.backup.BackupId;
import org.konsil.protocol.backup.BackupLimits;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.SecretBytes;

/** An object as it goes to the host, and the entry that alone opens it. */
public record SealedObject(ObjectEntry entry, Bytes stored) {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Seals under a fresh key and a fresh name: the same content twice has nothing in common. */
    public static SealedObject of(ObjectKind kind, BackupId backup, byte[] content) {
        byte[] id = random(BackupLimits.ID_BYTES);
        SecretBytes key = SecretBytes.owning(random(BackupLimits.KEY_BYTES));
        byte[] stored = ObjectCipher.seal(key, kind.context(backup, id), content);
        Bytes hash = Bytes.of(ObjectCipher.hash(stored));
        return new SealedObject(new ObjectEntry(Bytes.of(id), stored.length, hash, key), Bytes.of(stored));
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
