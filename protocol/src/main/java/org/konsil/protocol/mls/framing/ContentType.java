package org.konsil.protocol.mls.framing;

import org.konsil.protocol.mls.MlsFormatException;
import org.konsil.protocol.mls.codec.MlsReader;

/** What a framed message holds (RFC 9420, section 6). */
public enum ContentType {
    APPLICATION,
    PROPOSAL,
    COMMIT;

    public int code() {
        return ordinal() + 1;
    }

    static ContentType read(MlsReader reader) {
        int code = reader.u8();
        if (code < 1 || code > values().length) {
            throw new MlsFormatException("content of unknown type");
        }
        return values()[code - 1];
    }
}
