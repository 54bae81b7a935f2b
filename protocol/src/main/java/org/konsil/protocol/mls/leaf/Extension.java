package org.konsil.protocol.mls.leaf;

import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;

/** One extension; unknown types are carried unread. */
public record Extension(int type, Bytes content) implements MlsStruct {

    public static final int APPLICATION_ID = 1;
    public static final int RATCHET_TREE = 2;
    public static final int REQUIRED_CAPABILITIES = 3;
    public static final int EXTERNAL_PUB = 4;
    public static final int EXTERNAL_SENDERS = 5;

    public static Extension read(MlsReader reader) {
        return new Extension(reader.u16(), reader.opaque());
    }

    @Override
    public void writeTo(MlsWriter writer) {
        writer.u16(type).opaque(content);
    }
}
