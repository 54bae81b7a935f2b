package org.konsil.protocol.mls.tree;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.mls.MlsFormatException;
import org.konsil.protocol.mls.codec.Limits;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;
import org.konsil.protocol.mls.leaf.LeafNode;

/** In what a tree differs from another one, for storage: a commit changes few nodes of many. */
public record TreeChanges(int width, List<Change> list) implements MlsStruct {

    public TreeChanges {
        list = List.copyOf(list);
    }

    /** A node's new value; null where it is blank now. */
    public record Change(int node, @Nullable MlsStruct value) implements MlsStruct {

        static Change read(MlsReader reader) {
            int node = (int) Math.min(reader.u32(), Integer.MAX_VALUE);
            return new Change(
                    node,
                    reader.<MlsStruct>optional(
                            inner -> TreeMath.isLeaf(node) ? LeafNode.read(inner) : ParentNode.read(inner)));
        }

        @Override
        public void writeTo(MlsWriter writer) {
            writer.u32(node).optional(value);
        }
    }

    public static TreeChanges read(MlsReader reader) {
        int width = (int) Math.min(reader.u32(), Integer.MAX_VALUE);
        List<Change> list = reader.list(Limits.NODES, Change::read);
        boolean fits = width >= 1 && width <= Limits.LEAVES && Integer.bitCount(width) == 1;
        if (!fits || list.stream().anyMatch(change -> change.node() >= TreeMath.nodeCount(width))) {
            throw new MlsFormatException("changes of an impossible tree");
        }
        return new TreeChanges(width, list);
    }

    /** What must be done to {@code base} to make {@code now} of it. Trees of one history share most, which is not looked at. */
    public static TreeChanges between(RatchetTree base, RatchetTree now) {
        List<Change> list = new ArrayList<>();
        Subtree before =
                base.width() > now.width() ? base.root().find(now.root().node()) : base.root();
        compare(before, now.root(), list);
        return new TreeChanges(now.width(), list);
    }

    private static void compare(Subtree before, Subtree now, List<Change> list) {
        if (before == now || before.isBlank() && now.isBlank()) {
            return;
        }
        boolean sameNode = before.node() == now.node();
        if (now.value() != (sameNode ? before.value() : null)) {
            list.add(new Change(now.node(), now.value()));
        }
        if (!now.isLeaf()) {
            compare(sameNode ? before.left() : before, now.left(), list);
            compare(sameNode ? before.right() : Subtree.blank(now.right().node()), now.right(), list);
        }
    }

    @Override
    public void writeTo(MlsWriter writer) {
        writer.u32(width).list(list);
    }
}
