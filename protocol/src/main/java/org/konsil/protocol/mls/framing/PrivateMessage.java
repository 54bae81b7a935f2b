package org.konsil.protocol.mls.framing;

import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;

/** A message that only members can read (RFC 9420, section 6.3); the epoch is unsigned. */
public record PrivateMessage(
        Bytes groupId,
        long epoch,
        ContentType contentType,
        Bytes authenticatedData,
        Bytes encryptedSenderData,
        Bytes ciphertext)
        implements MlsStruct {

    public static PrivateMessage read(MlsReader reader) {
        return new PrivateMessage(
                reader.opaque(),
                reader.u64(),
                ContentType.read(reader),
                reader.opaque(),
                reader.opaque(),
                reader.opaque());
    }

    @Override
    public void writeTo(MlsWriter writer) {
        writer.opaque(groupId)
                .u64(epoch)
                .u8(contentType.code())
                .opaque(authenticatedData)
                .opaque(encryptedSenderData)
                .opaque(ciphertext);
    }
}
