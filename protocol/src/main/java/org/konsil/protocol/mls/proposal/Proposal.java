package org.konsil.protocol.mls.proposal;

import org.konsil.protocol.mls.MlsFormatException;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;
import org.konsil.protocol.mls.leaf.Extensions;
import org.konsil.protocol.mls.leaf.KeyPackage;
import org.konsil.protocol.mls.leaf.LeafNode;

/** A change that is asked for (RFC 9420, section 12.1). A type that is not known has no known end and is refused. */
public sealed interface Proposal extends MlsStruct {

    int ADD = 1;
    int UPDATE = 2;
    int REMOVE = 3;
    int PSK = 4;
    int REINIT = 5;
    int EXTERNAL_INIT = 6;
    int GROUP_CONTEXT_EXTENSIONS = 7;

    int type();

    /** The proposal without its type. */
    void writeBody(MlsWriter writer);

    @Override
    default void writeTo(MlsWriter writer) {
        writeBody(writer.u16(type()));
    }

    static Proposal read(MlsReader reader) {
        return readBody(reader.u16(), reader);
    }

    static Proposal readBody(int type, MlsReader reader) {
        switch (type) {
            case ADD:
                return new Add(KeyPackage.read(reader));
            case UPDATE:
                return new Update(LeafNode.read(reader));
            case REMOVE:
                return new Remove(reader.u32());
            case PSK:
                return new PreSharedKey(PreSharedKeyId.read(reader));
            case REINIT:
                return new ReInit(reader.opaque(), reader.u16(), reader.u16(), Extensions.read(reader));
            case EXTERNAL_INIT:
                return new ExternalInit(reader.opaque());
            case GROUP_CONTEXT_EXTENSIONS:
                return new GroupContextExtensions(Extensions.read(reader));
            default:
                throw new MlsFormatException("proposal of unknown type");
        }
    }

    /** Take this device in. */
    record Add(KeyPackage keyPackage) implements Proposal {
        @Override
        public int type() {
            return ADD;
        }

        @Override
        public void writeBody(MlsWriter writer) {
            writer.struct(keyPackage);
        }
    }

    /** Replace the sender's own leaf. */
    record Update(LeafNode leafNode) implements Proposal {
        @Override
        public int type() {
            return UPDATE;
        }

        @Override
        public void writeBody(MlsWriter writer) {
            writer.struct(leafNode);
        }
    }

    /** Put the leaf with this index out. */
    record Remove(long leaf) implements Proposal {
        @Override
        public int type() {
            return REMOVE;
        }

        @Override
        public void writeBody(MlsWriter writer) {
            writer.u32(leaf);
        }
    }

    /** Mix a pre-shared key into the next epoch. */
    record PreSharedKey(PreSharedKeyId id) implements Proposal {
        @Override
        public int type() {
            return PSK;
        }

        @Override
        public void writeBody(MlsWriter writer) {
            writer.struct(id);
        }
    }

    /** End this group and go on in a new one. */
    record ReInit(Bytes groupId, int version, int suite, Extensions extensions) implements Proposal {
        @Override
        public int type() {
            return REINIT;
        }

        @Override
        public void writeBody(MlsWriter writer) {
            writer.opaque(groupId).u16(version).u16(suite).struct(extensions);
        }
    }

    /** Start the next epoch from the group's external key; only in an external commit. */
    record ExternalInit(Bytes kemOutput) implements Proposal {
        @Override
        public int type() {
            return EXTERNAL_INIT;
        }

        @Override
        public void writeBody(MlsWriter writer) {
            writer.opaque(kemOutput);
        }
    }

    /** Replace the extensions of the group context. */
    record GroupContextExtensions(Extensions extensions) implements Proposal {
        @Override
        public int type() {
            return GROUP_CONTEXT_EXTENSIONS;
        }

        @Override
        public void writeBody(MlsWriter writer) {
            writer.struct(extensions);
        }
    }
}
