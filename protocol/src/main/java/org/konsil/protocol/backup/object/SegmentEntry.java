package org.konsil.protocol.backup.object;

import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;

/** One segment in an index page. */
public record SegmentEntry(BackupClass content, ObjectEntry object) implements MlsStruct {

    @Override
    public void writeTo(MlsWriter writer) {
        writer.u8(content.code()).struct(object);
    }

    static SegmentEntry read(MlsReader reader) {
        return new SegmentEntry(BackupClass.of(reader.u8()), ObjectEntry.read(reader));
    }
}
