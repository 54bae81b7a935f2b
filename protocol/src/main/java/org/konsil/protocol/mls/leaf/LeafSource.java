package org.konsil.protocol.mls.leaf;

import org.konsil.protocol.mls.MlsFormatException;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;

/** In what a leaf node came (RFC 9420, section 7.2), which decides what its signature covers. */
public sealed interface LeafSource extends MlsStruct {

    static LeafSource read(MlsReader reader) {
        switch (reader.u8()) {
            case 1:
                return new InKeyPackage(Lifetime.read(reader));
            case 2:
                return new InUpdate();
            case 3:
                return new InCommit(reader.opaque());
            default:
                throw new MlsFormatException("leaf node from an unknown source");
        }
    }

    /** Whether the signature also covers group id and leaf index. */
    default boolean isBoundToGroup() {
        return !(this instanceof InKeyPackage);
    }

    /** From a key package. */
    record InKeyPackage(Lifetime lifetime) implements LeafSource {

        @Override
        public void writeTo(MlsWriter writer) {
            writer.u8(1).struct(lifetime);
        }
    }

    /** From an Update proposal. */
    record InUpdate() implements LeafSource {

        @Override
        public void writeTo(MlsWriter writer) {
            writer.u8(2);
        }
    }

    /** From the path of a commit. */
    record InCommit(Bytes parentHash) implements LeafSource {

        @Override
        public void writeTo(MlsWriter writer) {
            writer.u8(3).opaque(parentHash);
        }
    }
}
