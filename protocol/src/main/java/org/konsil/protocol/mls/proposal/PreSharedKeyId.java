package org.konsil.protocol.mls.proposal;

import org.konsil.protocol.mls.MlsFormatException;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;

/** Which pre-shared key is meant (RFC 9420, section 8.4), and a nonce that makes each use its own. */
public sealed interface PreSharedKeyId extends MlsStruct {

    Bytes nonce();

    static PreSharedKeyId read(MlsReader reader) {
        switch (reader.u8()) {
            case 1:
                return new External(reader.opaque(), reader.opaque());
            case 2:
                return new Resumption(usage(reader.u8()), reader.opaque(), reader.u64(), reader.opaque());
            default:
                throw new MlsFormatException("pre-shared key of unknown type");
        }
    }

    private static int usage(int value) {
        if (value < Resumption.APPLICATION || value > Resumption.BRANCH) {
            throw new MlsFormatException("resumption for an unknown use");
        }
        return value;
    }

    /** Agreed outside of MLS. */
    record External(Bytes id, Bytes nonce) implements PreSharedKeyId {

        @Override
        public void writeTo(MlsWriter writer) {
            writer.u8(1).opaque(id).opaque(nonce);
        }
    }

    /** From an earlier epoch of this or another group. */
    record Resumption(int usage, Bytes groupId, long epoch, Bytes nonce) implements PreSharedKeyId {

        public static final int APPLICATION = 1;
        public static final int REINIT = 2;
        public static final int BRANCH = 3;

        @Override
        public void writeTo(MlsWriter writer) {
            writer.u8(2).u8(usage).opaque(groupId).u64(epoch).opaque(nonce);
        }
    }
}
