package org.konsil.protocol.mls.framing;

import org.konsil.protocol.mls.MlsFormatException;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;

/** Who sent a message (RFC 9420, section 6). */
public sealed interface Sender extends MlsStruct {

    static Sender read(MlsReader reader) {
        switch (reader.u8()) {
            case 1:
                return new Member(reader.u32());
            case 2:
                return new External(reader.u32());
            case 3:
                return new NewMemberProposal();
            case 4:
                return new NewMemberCommit();
            default:
                throw new MlsFormatException("sender of unknown type");
        }
    }

    /** Whether the signature covers the group context: senders that know it. */
    default boolean knowsContext() {
        return this instanceof Member || this instanceof NewMemberCommit;
    }

    /** The member with this leaf index. */
    record Member(long leaf) implements Sender {
        @Override
        public void writeTo(MlsWriter writer) {
            writer.u8(1).u32(leaf);
        }
    }

    /** Somebody outside, by the place in the group's {@code external_senders}. */
    record External(long index) implements Sender {
        @Override
        public void writeTo(MlsWriter writer) {
            writer.u8(2).u32(index);
        }
    }

    /** A device that asks to be added. */
    record NewMemberProposal() implements Sender {
        @Override
        public void writeTo(MlsWriter writer) {
            writer.u8(3);
        }
    }

    /** A device that adds itself by an external commit. */
    record NewMemberCommit() implements Sender {
        @Override
        public void writeTo(MlsWriter writer) {
            writer.u8(4);
        }
    }
}
