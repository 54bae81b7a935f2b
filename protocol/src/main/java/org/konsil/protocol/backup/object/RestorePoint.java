package org.konsil.protocol.backup.object;

import java.util.List;
import org.konsil.protocol.backup.BackupFormat;
import org.konsil.protocol.backup.BackupLimits;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;

/**
 * A state to which one can go back.
 *
 * @param madeAtMillis by the device's clock
 * @param pages places in the manifest's list of pages, in the order of the content
 */
public record RestorePoint(long madeAtMillis, List<Integer> pages) implements MlsStruct {

    public RestorePoint {
        pages = List.copyOf(pages);
        BackupFormat.require(madeAtMillis >= 0 && madeAtMillis <= BackupLimits.MAX_NUMBER);
        BackupFormat.require(pages.size() <= BackupLimits.MAX_PAGES);
        BackupFormat.require(pages.stream().distinct().count() == pages.size());
    }

    @Override
    public void writeTo(MlsWriter writer) {
        writer.u64(madeAtMillis).vector(inner -> pages.forEach(inner::u16));
    }

    static RestorePoint read(MlsReader reader) {
        return new RestorePoint(BackupFormat.number(reader), reader.list(BackupLimits.MAX_PAGES, MlsReader::u16));
    }
}
