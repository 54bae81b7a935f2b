package org.konsil.protocol.backup.key;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.backup.BackupFault;
import org.konsil.protocol.backup.BackupFormat;
import org.konsil.protocol.backup.BackupId;
import org.konsil.protocol.backup.BackupLimits;
import org.konsil.protocol.backup.BackupRefusedException;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsWriter;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.stream.OpeningStream;
import org.konsil.protocol.stream.SealingStream;
import org.konsil.protocol.stream.StreamFormat;
import org.konsil.protocol.stream.StreamRefusedException;

/** The root key, sealed under a recovery code or a passphrase; the host keeps it and can open it with neither. */
public final class KeySlot {

    private static final int SEALED_BYTES = (int) StreamFormat.sealedLength(BackupLimits.KEY_BYTES);
    private static final byte[] CONTEXT = "konsil backup slot 1".getBytes(StandardCharsets.US_ASCII);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SlotHeader header;
    private final Bytes sealed;

    private KeySlot(SlotHeader header, Bytes sealed) {
        this.header = header;
        this.sealed = sealed;
    }

    public static KeySlot of(BackupRootKey root, RecoveryCode code) {
        SlotHeader header = new SlotHeader(SlotKind.RECOVERY_CODE, root.id(), randomSalt(), null);
        try (SecretBytes key = code.slotKey()) {
            return seal(root, header, key);
        }
    }

    public static KeySlot of(BackupRootKey root, Passphrase passphrase, ArgonCost cost) {
        SlotHeader header = new SlotHeader(SlotKind.PASSPHRASE, root.id(), randomSalt(), cost);
        try (SecretBytes key = passphrase.slotKey(header.salt().toArray(), cost)) {
            return seal(root, header, key);
        }
    }

    /** Refuses what is no slot of a known kind, before any work is done for it. */
    public static KeySlot decode(byte[] bytes) {
        return BackupFormat.read(bytes, reader -> new KeySlot(SlotHeader.read(reader), reader.fixed(SEALED_BYTES)));
    }

    public byte[] encode() {
        try (MlsWriter writer = new MlsWriter()) {
            return writer.struct(header).raw(sealed.toArray()).toByteArray();
        }
    }

    public SlotKind kind() {
        return header.kind();
    }

    public BackupId backup() {
        return header.backup();
    }

    public BackupRootKey open(RecoveryCode code) {
        requireKind(SlotKind.RECOVERY_CODE);
        try (SecretBytes key = code.slotKey()) {
            return open(key);
        }
    }

    public BackupRootKey open(Passphrase passphrase) {
        @Nullable ArgonCost cost = header.cost();
        requireKind(SlotKind.PASSPHRASE);
        if (cost == null) {
            throw new BackupRefusedException(BackupFault.NOT_IN_FORMAT);
        }
        try (SecretBytes key = passphrase.slotKey(header.salt().toArray(), cost)) {
            return open(key);
        }
    }

    private void requireKind(SlotKind kind) {
        if (header.kind() != kind) {
            throw new BackupRefusedException(BackupFault.WRONG_CODE);
        }
    }

    private BackupRootKey open(SecretBytes key) {
        byte[] plain = new byte[0];
        try (OpeningStream stream =
                new OpeningStream(new ByteArrayInputStream(sealed.toArray()), key, context(header))) {
            plain = stream.readAllBytes();
            BackupRootKey root = BackupRootKey.copyOf(plain);
            // Else somebody sealed another backup's key here, and this device would go on under it.
            if (!root.id().equals(header.backup())) {
                root.close();
                throw new BackupRefusedException(BackupFault.WRONG_CODE);
            }
            return root;
        } catch (StreamRefusedException refused) {
            throw new BackupRefusedException(BackupFault.WRONG_CODE, refused);
        } catch (IOException impossible) {
            throw new IllegalStateException("memory cannot be read", impossible);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private static KeySlot seal(BackupRootKey root, SlotHeader header, SecretBytes key) {
        byte[] plain = root.copyBytes();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SealingStream stream = new SealingStream(out, key, context(header))) {
            stream.write(plain);
            stream.finish();
        } catch (IOException impossible) {
            throw new IllegalStateException("memory cannot be written", impossible);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
        return new KeySlot(header, Bytes.of(out.toByteArray()));
    }

    private static byte[] context(SlotHeader header) {
        try (MlsWriter writer = new MlsWriter()) {
            return writer.raw(CONTEXT).struct(header).toByteArray();
        }
    }

    private static Bytes randomSalt() {
        byte[] salt = new byte[SlotHeader.SALT_BYTES];
        RANDOM.nextBytes(salt);
        return Bytes.of(salt);
    }

    @Override
    public String toString() {
        return "KeySlot[" + header.kind() + "]";
    }
}
