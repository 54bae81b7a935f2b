package org.konsil.protocol.mls.leaf;

import java.util.List;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.Limits;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;

/** Somebody outside the group who may send proposals to it (RFC 9420, section 12.1.8.1). */
public record ExternalSender(Bytes signatureKey, Credential credential) implements MlsStruct {

    public static ExternalSender read(MlsReader reader) {
        return new ExternalSender(reader.opaque(), Credential.read(reader));
    }

    /** The content of the extension {@code external_senders}: a vector, even for one. */
    public static List<ExternalSender> readList(MlsReader reader) {
        return List.copyOf(reader.list(Limits.SHORT_LIST, ExternalSender::read));
    }

    public static MlsStruct listOf(List<ExternalSender> senders) {
        return writer -> writer.list(senders);
    }

    @Override
    public void writeTo(MlsWriter writer) {
        writer.opaque(signatureKey).struct(credential);
    }
}
