package org.konsil.protocol.backup.head;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.konsil.protocol.backup.BackupFault;
import org.konsil.protocol.backup.BackupFormat;
import org.konsil.protocol.backup.BackupId;
import org.konsil.protocol.backup.BackupLimits;
import org.konsil.protocol.backup.BackupRefusedException;
import org.konsil.protocol.backup.key.BackupRootKey;
import org.konsil.protocol.backup.key.KeyLabel;
import org.konsil.protocol.backup.object.Manifest;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;
import org.konsil.protocol.mls.codec.SecretBytes;

/**
 * "Manifest n of this backup is the one with this hash", signed with Ed25519 (RFC 8032) by a key that follows from the root
 * key. The host can keep heads and give out old ones, and can make none.
 */
public record BackupHead(BackupId backup, long n, Bytes manifest, Bytes previous, Bytes signature)
        implements MlsStruct {

    public static final int PUBLIC_KEY_BYTES = Ed25519.PUBLIC_KEY_SIZE;

    private static final byte[] LABEL = "konsil backup head 1".getBytes(StandardCharsets.US_ASCII);

    public BackupHead {
        BackupFormat.require(n >= 1 && n <= BackupLimits.MAX_NUMBER);
        BackupFormat.require(manifest.length() == BackupLimits.HASH_BYTES);
        BackupFormat.require(
                previous.length() == BackupLimits.HASH_BYTES && (n == 1) == previous.equals(Manifest.NONE));
        BackupFormat.require(signature.length() == Ed25519.SIGNATURE_SIZE);
    }

    /** The head of a manifest as it will be stored. */
    public static BackupHead sign(BackupRootKey root, Manifest manifest, byte[] stored) {
        BackupId backup = root.id();
        Bytes hash = Manifest.hash(stored);
        byte[] content = signed(backup, manifest.n(), hash, manifest.previous());
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        try (SecretBytes key = root.derive(KeyLabel.HEAD)) {
            byte[] seed = key.copyBytes();
            Ed25519.sign(seed, 0, content, 0, content.length, signature, 0);
            Arrays.fill(seed, (byte) 0);
        }
        return new BackupHead(backup, manifest.n(), hash, manifest.previous(), Bytes.of(signature));
    }

    /** The key that the host is told once, when the backup begins. */
    public static byte[] publicKey(BackupRootKey root) {
        byte[] key = new byte[PUBLIC_KEY_BYTES];
        try (SecretBytes seed = root.derive(KeyLabel.HEAD)) {
            byte[] bytes = seed.copyBytes();
            Ed25519.generatePublicKey(bytes, 0, key, 0);
            Arrays.fill(bytes, (byte) 0);
        }
        return key;
    }

    public static BackupHead decode(byte[] bytes) {
        return BackupFormat.read(bytes, BackupHead::read);
    }

    /** Whether the holder of this key signed exactly this. */
    public void requireSignedBy(byte[] publicKey) {
        byte[] content = signed(backup, n, manifest, previous);
        if (publicKey.length != PUBLIC_KEY_BYTES
                || !Ed25519.verify(signature.toArray(), 0, publicKey, 0, content, 0, content.length)) {
            throw new BackupRefusedException(BackupFault.HEAD_FORGED);
        }
    }

    /** Checks that this backup's key signed the head and that the stored bytes are its manifest, and opens it. */
    public Manifest open(BackupRootKey root, byte[] stored) {
        requireSignedBy(publicKey(root));
        if (!backup.equals(root.id())) {
            throw new BackupRefusedException(BackupFault.HEAD_FORGED);
        }
        if (!Manifest.hash(stored).equals(manifest)) {
            throw new BackupRefusedException(BackupFault.OBJECT_SWAPPED);
        }
        Manifest opened = Manifest.open(root, n, stored);
        if (!opened.previous().equals(previous)) {
            throw new BackupRefusedException(BackupFault.HEAD_FORGED);
        }
        return opened;
    }

    private static byte[] signed(BackupId backup, long n, Bytes manifest, Bytes previous) {
        try (MlsWriter writer = new MlsWriter()) {
            writer.raw(LABEL);
            writeContent(writer, backup, n, manifest, previous);
            return writer.toByteArray();
        }
    }

    private static void writeContent(MlsWriter writer, BackupId backup, long n, Bytes manifest, Bytes previous) {
        writer.u8(BackupLimits.VERSION).raw(backup.toArray()).u64(n);
        writer.raw(manifest.toArray()).raw(previous.toArray());
    }

    @Override
    public void writeTo(MlsWriter writer) {
        writeContent(writer, backup, n, manifest, previous);
        writer.raw(signature.toArray());
    }

    private static BackupHead read(MlsReader reader) {
        BackupFormat.requireVersion(reader);
        return new BackupHead(
                new BackupId(reader.fixed(BackupLimits.ID_BYTES)),
                BackupFormat.number(reader),
                reader.fixed(BackupLimits.HASH_BYTES),
                reader.fixed(BackupLimits.HASH_BYTES),
                reader.fixed(Ed25519.SIGNATURE_SIZE));
    }
}
