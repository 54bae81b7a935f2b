package org.konsil.protocol.backup.object;

import java.util.List;
import org.konsil.protocol.backup.BackupFormat;
import org.konsil.protocol.backup.BackupId;
import org.konsil.protocol.backup.BackupLimits;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;

/** Up to 256 segments in the order of their content. A page never changes: what changes gets a new one. */
public record IndexPage(List<SegmentEntry> segments) implements MlsStruct {

    public IndexPage {
        segments = List.copyOf(segments);
        BackupFormat.require(!segments.isEmpty() && segments.size() <= BackupLimits.MAX_PAGE_SEGMENTS);
        BackupFormat.require(
                segments.stream().map(one -> one.object().id()).distinct().count() == segments.size());
    }

    public SealedObject seal(BackupId backup) {
        return SealedObject.of(ObjectKind.PAGE, backup, encode());
    }

    public static IndexPage open(ObjectEntry entry, BackupId backup, byte[] stored) {
        return BackupFormat.read(entry.open(ObjectKind.PAGE, backup, stored), IndexPage::read);
    }

    @Override
    public void writeTo(MlsWriter writer) {
        writer.u8(BackupLimits.VERSION).list(segments);
    }

    static IndexPage read(MlsReader reader) {
        BackupFormat.requireVersion(reader);
        return new IndexPage(reader.list(BackupLimits.MAX_PAGE_SEGMENTS, SegmentEntry::read));
    }
}
