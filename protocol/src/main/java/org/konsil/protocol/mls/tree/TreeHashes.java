package org.konsil.protocol.mls.tree;

import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.leaf.LeafNode;
import org.konsil.protocol.mls.leaf.LeafSource;

/** Tree hashes and parent hashes (RFC 9420, sections 7.8 and 7.9); a subtree remembers its own. */
final class TreeHashes {

    private TreeHashes() {}

    static Bytes make(CipherSuite suite, Subtree tree) {
        if (tree.isLeaf()) {
            return ofLeaf(suite, tree, tree.value());
        }
        Bytes left = tree.left().hash(suite);
        return ofParent(suite, (ParentNode) tree.value(), left, tree.right().hash(suite));
    }

    /** The hash as if these leaves were blank and nowhere unmerged. */
    private static Bytes without(CipherSuite suite, Subtree tree, NavigableSet<Long> leaves) {
        long first = TreeMath.firstLeaf(tree.node());
        long end = first + TreeMath.leavesBelow(tree.node());
        if (leaves.subSet(first, end).isEmpty()) {
            return tree.hash(suite);
        }
        if (tree.isLeaf()) {
            return ofLeaf(suite, tree, null);
        }
        ParentNode parent = (ParentNode) tree.value();
        Bytes left = without(suite, tree.left(), leaves);
        Bytes right = without(suite, tree.right(), leaves);
        return ofParent(suite, parent == null ? null : parent.withoutUnmerged(leaves), left, right);
    }

    private static Bytes ofLeaf(CipherSuite suite, Subtree tree, @Nullable MlsStruct value) {
        try (MlsWriter writer = new MlsWriter()) {
            return suite.hash(writer.u8(1).u32(tree.node() / 2).optional(value).toByteArray());
        }
    }

    private static Bytes ofParent(CipherSuite suite, @Nullable ParentNode parent, Bytes left, Bytes right) {
        try (MlsWriter writer = new MlsWriter()) {
            return suite.hash(
                    writer.u8(2).optional(parent).opaque(left).opaque(right).toByteArray());
        }
    }

    /** The hash that the nodes below {@code parent}, on the other side than {@code sibling}, carry as parent hash. */
    static Bytes parentHash(RatchetTree tree, ParentNode parent, int sibling) {
        CipherSuite suite = tree.suite();
        Bytes other = without(suite, tree.root().find(sibling), new TreeSet<>(parent.unmergedLeaves()));
        try (MlsWriter writer = new MlsWriter()) {
            writer.opaque(parent.encryptionKey()).opaque(parent.parentHash()).opaque(other);
            return suite.hash(writer.toByteArray());
        }
    }

    private static Bytes parentHashOf(MlsStruct node) {
        if (node instanceof ParentNode parent) {
            return parent.parentHash();
        }
        return node instanceof LeafNode leaf && leaf.source() instanceof LeafSource.InCommit commit
                ? commit.parentHash()
                : Bytes.EMPTY;
    }

    /** Whether each parent's hash is carried by exactly the node below that was made with it (section 7.9.2). */
    static boolean areValid(RatchetTree tree) {
        for (int node = 1; node < tree.nodeCount(); node += 2) {
            ParentNode parent = tree.parentAt(node);
            int left = TreeMath.leftOf(node);
            int right = TreeMath.rightOf(node);
            if (parent != null && !isCarried(tree, parent, left, right) && !isCarried(tree, parent, right, left)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isCarried(RatchetTree tree, ParentNode parent, int child, int sibling) {
        Set<Long> unmerged = new HashSet<>(parent.unmergedLeaves());
        List<Integer> below = tree.resolution(child);
        below.removeIf(node -> TreeMath.isLeaf(node) && unmerged.contains((long) node / 2));
        if (below.size() != 1) {
            return false;
        }
        MlsStruct candidate = tree.node(below.get(0));
        return candidate != null && parentHashOf(candidate).equals(parentHash(tree, parent, sibling));
    }
}
