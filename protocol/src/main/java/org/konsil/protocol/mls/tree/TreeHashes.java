package org.konsil.protocol.mls.tree;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.leaf.LeafNode;
import org.konsil.protocol.mls.leaf.LeafSource;

/** Tree hashes and parent hashes (RFC 9420, sections 7.8 and 7.9); those that still hold are remembered. */
final class TreeHashes {

    private final CipherSuite suite;
    private @Nullable Bytes[] known;

    TreeHashes(CipherSuite suite, int nodes) {
        this(suite, new Bytes[nodes]);
    }

    private TreeHashes(CipherSuite suite, @Nullable Bytes[] known) {
        this.suite = suite;
        this.known = known;
    }

    TreeHashes copy() {
        return new TreeHashes(suite, known.clone());
    }

    /** After the tree grew or shrank on its right side: what stands left keeps its number and its hash. */
    void resize(int nodes) {
        known = Arrays.copyOf(known, nodes);
    }

    void forget(int node, int width) {
        known[node] = null;
        for (int above : TreeMath.directPath(node, width)) {
            known[above] = null;
        }
    }

    Bytes of(RatchetTree tree, int node) {
        Bytes hash = known[node];
        if (hash == null) {
            hash = make(tree, node, Set.of());
            known[node] = hash;
        }
        return hash;
    }

    /** The hash as if these leaves were blank and nowhere unmerged. */
    private Bytes without(RatchetTree tree, int node, Set<Long> leaves) {
        boolean touched = leaves.stream().anyMatch(leaf -> TreeMath.isBelow(leaf.intValue(), node));
        return touched ? make(tree, node, leaves) : of(tree, node);
    }

    private Bytes make(RatchetTree tree, int node, Set<Long> without) {
        try (MlsWriter writer = new MlsWriter()) {
            MlsStruct value = tree.node(node);
            if (TreeMath.isLeaf(node)) {
                boolean blanked = without.contains((long) node / 2);
                writer.u8(1).u32(node / 2).optional(blanked ? null : value);
            } else {
                ParentNode parent = (ParentNode) value;
                writer.u8(2).optional(parent == null ? null : parent.withoutUnmerged(without));
                writer.opaque(without(tree, TreeMath.leftOf(node), without));
                writer.opaque(without(tree, TreeMath.rightOf(node), without));
            }
            return suite.hash(writer.toByteArray());
        }
    }

    /** The hash that the nodes below {@code parent}, on the other side than {@code sibling}, carry as parent hash. */
    Bytes parentHash(RatchetTree tree, ParentNode parent, int sibling) {
        Set<Long> unmerged = new HashSet<>(parent.unmergedLeaves());
        try (MlsWriter writer = new MlsWriter()) {
            writer.opaque(parent.encryptionKey()).opaque(parent.parentHash()).opaque(without(tree, sibling, unmerged));
            return suite.hash(writer.toByteArray());
        }
    }

    static Bytes parentHashOf(MlsStruct node) {
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
        List<Integer> below = tree.resolution(child);
        below.removeIf(node -> TreeMath.isLeaf(node) && parent.unmergedLeaves().contains((long) node / 2));
        if (below.size() != 1) {
            return false;
        }
        MlsStruct candidate = tree.node(below.get(0));
        return candidate != null && parentHashOf(candidate).equals(tree.hashes().parentHash(tree, parent, sibling));
    }
}
