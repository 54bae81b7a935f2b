package org.konsil.protocol.mls.framing;

import org.konsil.protocol.mls.MlsFormatException;
import org.konsil.protocol.mls.codec.MlsReader;

/** The kinds of messages (RFC 9420, section 17.2). */
public enum WireFormat {
    PUBLIC_MESSAGE,
    PRIVATE_MESSAGE,
    WELCOME,
    GROUP_INFO,
    KEY_PACKAGE;

    public int code() {
        return ordinal() + 1;
    }

    static WireFormat read(MlsReader reader) {
        int code = reader.u16();
        if (code < 1 || code > values().length) {
            throw new MlsFormatException("message of unknown wire format");
        }
        return values()[code - 1];
    }
}
