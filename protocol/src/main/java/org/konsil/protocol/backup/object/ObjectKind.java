package org.konsil.protocol.backup.object;

import java.nio.charset.StandardCharsets;
import org.konsil.protocol.backup.BackupId;
import org.konsil.protocol.mls.codec.MlsWriter;

/** What an object is; part of the context in which it is sealed (docs/protocol/stream.md). */
public enum ObjectKind {
    SEGMENT("konsil backup segment 1"),
    PAGE("konsil backup page 1"),
    MANIFEST("konsil backup manifest 1");

    private final byte[] context;

    ObjectKind(String context) {
        this.context = context.getBytes(StandardCharsets.US_ASCII);
    }

    byte[] context(BackupId backup, byte[] place) {
        try (MlsWriter writer = new MlsWriter()) {
            return writer.raw(context).raw(backup.toArray()).raw(place).toByteArray();
        }
    }
}
