package org.konsil.protocol.mls.framing;

import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;

/** A content with where, when and from whom (RFC 9420, section 6); the epoch is unsigned. */
public record FramedContent(Bytes groupId, long epoch, Sender sender, Bytes authenticatedData, Content content)
        implements MlsStruct {

    public static FramedContent read(MlsReader reader) {
        return new FramedContent(
                reader.opaque(),
                reader.u64(),
                Sender.read(reader),
                reader.opaque(),
                Content.read(ContentType.read(reader), reader));
    }

    @Override
    public void writeTo(MlsWriter writer) {
        writer.opaque(groupId)
                .u64(epoch)
                .struct(sender)
                .opaque(authenticatedData)
                .u8(content.type().code())
                .struct(content);
    }
}
