package org.konsil.protocol.mls.tree;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.Limits;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;

/** An inner node of the ratchet tree (RFC 9420, section 7.1). */
public record ParentNode(Bytes encryptionKey, Bytes parentHash, List<Long> unmergedLeaves) implements MlsStruct {

    public ParentNode {
        unmergedLeaves = List.copyOf(unmergedLeaves);
    }

    static ParentNode read(MlsReader reader) {
        return new ParentNode(reader.opaque(), reader.opaque(), reader.list(Limits.LEAVES, MlsReader::u32));
    }

    ParentNode withUnmerged(long leaf) {
        return new ParentNode(
                encryptionKey,
                parentHash,
                Stream.concat(unmergedLeaves.stream(), Stream.of(leaf)).sorted().toList());
    }

    ParentNode withoutUnmerged(Set<Long> leaves) {
        if (leaves.isEmpty()) {
            return this;
        }
        return new ParentNode(
                encryptionKey,
                parentHash,
                unmergedLeaves.stream().filter(leaf -> !leaves.contains(leaf)).toList());
    }

    @Override
    public void writeTo(MlsWriter writer) {
        writer.opaque(encryptionKey).opaque(parentHash).vector(inner -> unmergedLeaves.forEach(inner::u32));
    }
}
