package org.konsil.protocol.mls.welcome;

import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;
import org.konsil.protocol.mls.leaf.Extensions;

/** What all members agree on in one epoch (RFC 9420, section 8.1); the epoch is unsigned. */
public record GroupContext(
        Version protocol,
        Bytes groupId,
        long epoch,
        Bytes treeHash,
        Bytes confirmedTranscriptHash,
        Extensions extensions)
        implements MlsStruct {

    public static GroupContext read(MlsReader reader) {
        return new GroupContext(
                Version.read(reader),
                reader.opaque(),
                reader.u64(),
                reader.opaque(),
                reader.opaque(),
                Extensions.read(reader));
    }

    /** Protocol version and cipher suite, as numbers. */
    public record Version(int version, int suite) implements MlsStruct {

        static Version read(MlsReader reader) {
            return new Version(reader.u16(), reader.u16());
        }

        @Override
        public void writeTo(MlsWriter writer) {
            writer.u16(version).u16(suite);
        }
    }

    public int suite() {
        return protocol.suite();
    }

    @Override
    public void writeTo(MlsWriter writer) {
        writer.struct(protocol)
                .opaque(groupId)
                .u64(epoch)
                .opaque(treeHash)
                .opaque(confirmedTranscriptHash)
                .struct(extensions);
    }
}
