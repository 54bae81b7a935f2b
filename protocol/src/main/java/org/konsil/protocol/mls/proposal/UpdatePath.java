package org.konsil.protocol.mls.proposal;

import java.util.List;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.Limits;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;
import org.konsil.protocol.mls.crypto.HpkeCiphertext;
import org.konsil.protocol.mls.leaf.LeafNode;

/** The committer's new leaf and the new keys above it (RFC 9420, section 7.6). */
public record UpdatePath(LeafNode leafNode, List<Node> nodes) implements MlsStruct {

    /** A path has no more nodes than a tree can be high. */
    private static final int MOST_NODES = 32;

    public UpdatePath {
        nodes = List.copyOf(nodes);
    }

    public static UpdatePath read(MlsReader reader) {
        return new UpdatePath(LeafNode.read(reader), reader.list(MOST_NODES, Node::read));
    }

    @Override
    public void writeTo(MlsWriter writer) {
        writer.struct(leafNode).list(nodes);
    }

    /** {@code UpdatePathNode}: one new public key, its secret sealed to everybody below who needs it. */
    public record Node(Bytes encryptionKey, List<HpkeCiphertext> sealedSecrets) implements MlsStruct {

        public Node {
            sealedSecrets = List.copyOf(sealedSecrets);
        }

        static Node read(MlsReader reader) {
            return new Node(reader.opaque(), reader.list(Limits.LEAVES, HpkeCiphertext::read));
        }

        @Override
        public void writeTo(MlsWriter writer) {
            writer.opaque(encryptionKey).list(sealedSecrets);
        }
    }
}
