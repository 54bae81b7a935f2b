package org.konsil.protocol.backup.key;

import java.security.SecureRandom;
import java.util.Arrays;
import org.konsil.protocol.backup.BackupFault;
import org.konsil.protocol.backup.BackupId;
import org.konsil.protocol.backup.BackupLimits;
import org.konsil.protocol.backup.BackupRefusedException;
import org.konsil.protocol.mls.codec.SecretBytes;

/**
 * The 32 random bytes under which a backup stands. They are made on a device and leave it only sealed in a {@link KeySlot}.
 * Copied in, wiped by {@link #close}, silent when printed.
 */
public final class BackupRootKey implements AutoCloseable {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretBytes value;

    private BackupRootKey(SecretBytes value) {
        this.value = value;
    }

    public static BackupRootKey generate() {
        byte[] bytes = new byte[BackupLimits.KEY_BYTES];
        RANDOM.nextBytes(bytes);
        return new BackupRootKey(SecretBytes.owning(bytes));
    }

    /** For the device's own encrypted store, and for vectors. */
    public static BackupRootKey copyOf(byte[] bytes) {
        if (bytes.length != BackupLimits.KEY_BYTES) {
            throw new BackupRefusedException(BackupFault.NOT_IN_FORMAT);
        }
        return new BackupRootKey(SecretBytes.copyOf(bytes));
    }

    public BackupId id() {
        try (SecretBytes id = derive(KeyLabel.ID)) {
            byte[] bytes = id.copyBytes();
            BackupId result = BackupId.of(bytes);
            Arrays.fill(bytes, (byte) 0);
            return result;
        }
    }

    /** A key that the caller wipes. */
    public SecretBytes derive(KeyLabel label) {
        return KeyDerivation.derive(value, label);
    }

    /** A copy that the caller wipes; it goes into the device's own encrypted store and nowhere else. */
    public byte[] copyBytes() {
        return value.copyBytes();
    }

    @Override
    public void close() {
        value.close();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BackupRootKey key && value.equals(key.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "BackupRootKey";
    }
}
