package org.konsil.protocol.mls.framing;

import org.jspecify.annotations.Nullable;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;

/** {@code FramedContentAuthData}: the signature, and for a commit, only then, its confirmation tag. */
public record AuthData(Bytes signature, @Nullable Bytes confirmationTag) implements MlsStruct {

    static AuthData read(ContentType type, MlsReader reader) {
        return new AuthData(reader.opaque(), type == ContentType.COMMIT ? reader.opaque() : null);
    }

    @Override
    public void writeTo(MlsWriter writer) {
        writer.opaque(signature);
        if (confirmationTag != null) {
            writer.opaque(confirmationTag);
        }
    }
}
