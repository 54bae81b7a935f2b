package org.konsil.protocol.mls.tree;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.mls.MlsFormatException;
import org.konsil.protocol.mls.codec.Limits;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;
import org.konsil.protocol.mls.leaf.LeafNode;

/**
 * The extension {@code ratchet_tree} (RFC 9420, section 12.4.3.3): the nodes from left to right, leaves at even places,
 * null where the tree is blank, and nothing blank at the end.
 */
public record TreeNodes(List<@Nullable MlsStruct> nodes) implements MlsStruct {

    private static final int LEAF = 1;
    private static final int PARENT = 2;

    public TreeNodes {
        nodes = Collections.unmodifiableList(new ArrayList<>(nodes));
        if (nodes.size() > Limits.NODES) {
            throw new MlsFormatException("tree with too many nodes");
        }
        if (nodes.isEmpty() || nodes.get(nodes.size() - 1) == null) {
            throw new MlsFormatException("tree that ends with a blank node");
        }
        for (int place = 0; place < nodes.size(); place++) {
            MlsStruct node = nodes.get(place);
            boolean fits = node == null || (place % 2 == 0 ? node instanceof LeafNode : node instanceof ParentNode);
            if (!fits) {
                throw new MlsFormatException("node of the wrong kind for its place");
            }
        }
    }

    public static TreeNodes read(MlsReader reader) {
        return new TreeNodes(reader.<@Nullable MlsStruct>list(Limits.NODES, inner -> inner.optional(TreeNodes::node)));
    }

    private static MlsStruct node(MlsReader reader) {
        switch (reader.u8()) {
            case LEAF:
                return LeafNode.read(reader);
            case PARENT:
                return ParentNode.read(reader);
            default:
                throw new MlsFormatException("node of unknown kind");
        }
    }

    @Override
    public void writeTo(MlsWriter writer) {
        writer.vector(inner -> nodes.forEach(node -> write(inner, node)));
    }

    private static void write(MlsWriter writer, @Nullable MlsStruct node) {
        if (node == null) {
            writer.u8(0);
        } else {
            writer.u8(1).u8(node instanceof LeafNode ? LEAF : PARENT).struct(node);
        }
    }
}
