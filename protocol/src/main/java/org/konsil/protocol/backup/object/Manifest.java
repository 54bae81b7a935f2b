package org.konsil.protocol.backup.object;

import java.util.List;
import java.util.stream.IntStream;
import org.konsil.protocol.backup.BackupFormat;
import org.konsil.protocol.backup.BackupId;
import org.konsil.protocol.backup.BackupLimits;
import org.konsil.protocol.backup.key.BackupRootKey;
import org.konsil.protocol.backup.key.KeyLabel;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;
import org.konsil.protocol.mls.codec.SecretBytes;

/**
 * The small root over the index pages: everything that can be restored follows from the newest one.
 *
 * @param n counted from 1, without gaps
 * @param previous SHA-256 of the manifest before as it was stored; zeros for the first
 * @param createdAtMillis by the device's clock
 * @param pages the pages of all restore points, each once
 * @param points oldest first; the last is the newest state
 */
public record Manifest(long n, Bytes previous, long createdAtMillis, List<ObjectEntry> pages, List<RestorePoint> points)
        implements MlsStruct {

    /** What the first manifest names as the one before. */
    public static final Bytes NONE = Bytes.of(new byte[BackupLimits.HASH_BYTES]);

    public Manifest {
        pages = List.copyOf(pages);
        points = List.copyOf(points);
        BackupFormat.require(n >= 1 && n <= BackupLimits.MAX_NUMBER);
        BackupFormat.require(previous.length() == BackupLimits.HASH_BYTES && (n == 1) == previous.equals(NONE));
        BackupFormat.require(createdAtMillis >= 0 && createdAtMillis <= BackupLimits.MAX_NUMBER);
        requireConsistent(pages, points);
    }

    private static void requireConsistent(List<ObjectEntry> pages, List<RestorePoint> points) {
        BackupFormat.require(pages.size() <= BackupLimits.MAX_PAGES);
        BackupFormat.require(!points.isEmpty() && points.size() <= BackupLimits.MAX_RESTORE_POINTS);
        BackupFormat.require(IntStream.range(1, points.size())
                .allMatch(
                        at -> points.get(at - 1).madeAtMillis() < points.get(at).madeAtMillis()));
        BackupFormat.require(pages.stream().map(ObjectEntry::id).distinct().count() == pages.size());
        BackupFormat.require(points.stream()
                .flatMap(point -> point.pages().stream())
                .distinct()
                .sorted()
                .toList()
                .equals(IntStream.range(0, pages.size()).boxed().toList()));
    }

    public List<ObjectEntry> pagesOf(RestorePoint point) {
        return point.pages().stream().map(pages::get).toList();
    }

    /** The manifest as the host stores it; the backup and {@link #n} are in its context. */
    public byte[] seal(BackupRootKey root) {
        try (SecretBytes key = root.derive(KeyLabel.MANIFEST)) {
            return ObjectCipher.seal(key, context(root.id(), n), encode());
        }
    }

    /** Opens what a head calls the manifest of this number; whether it is the newest is the head's matter. */
    public static Manifest open(BackupRootKey root, long n, byte[] stored) {
        try (SecretBytes key = root.derive(KeyLabel.MANIFEST)) {
            byte[] content = ObjectCipher.open(key, context(root.id(), n), stored);
            Manifest manifest = BackupFormat.read(content, Manifest::read);
            BackupFormat.require(manifest.n() == n);
            return manifest;
        }
    }

    /** SHA-256 of a manifest as it is stored, as heads and the next manifest name it. */
    public static Bytes hash(byte[] stored) {
        return Bytes.of(ObjectCipher.hash(stored));
    }

    private static byte[] context(BackupId backup, long n) {
        try (MlsWriter writer = new MlsWriter()) {
            return ObjectKind.MANIFEST.context(backup, writer.u64(n).toByteArray());
        }
    }

    @Override
    public void writeTo(MlsWriter writer) {
        writer.u8(BackupLimits.VERSION).u64(n).raw(previous.toArray()).u64(createdAtMillis);
        writer.list(pages).list(points);
    }

    static Manifest read(MlsReader reader) {
        BackupFormat.requireVersion(reader);
        return new Manifest(
                BackupFormat.number(reader),
                reader.fixed(BackupLimits.HASH_BYTES),
                BackupFormat.number(reader),
                reader.list(BackupLimits.MAX_PAGES, ObjectEntry::read),
                reader.list(BackupLimits.MAX_RESTORE_POINTS, RestorePoint::read));
    }
}
