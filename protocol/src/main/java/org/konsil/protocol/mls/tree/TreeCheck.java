package org.konsil.protocol.mls.tree;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.leaf.LeafNode;
import org.konsil.protocol.mls.leaf.LeafPlace;
import org.konsil.protocol.mls.leaf.LeafSigner;

/** What somebody who joins must check of a tree (RFC 9420, section 12.4.3.1), besides chains and capabilities. */
public final class TreeCheck {

    private TreeCheck() {}

    public static void requireValid(RatchetTree tree, Bytes groupId) {
        SortedMap<Integer, LeafNode> members = tree.members();
        require(!members.isEmpty());
        require(tree.width() == 1 || members.lastKey() >= tree.width() / 2);
        requireUniqueKeys(tree);
        requireUnmergedLeaves(tree);
        require(TreeHashes.areValid(tree));
        members.forEach((leaf, node) -> {
            tree.suite().requireEncryptionKey(node.encryptionKey());
            LeafSigner.requireValid(node, new LeafPlace(groupId, leaf), tree.suite());
        });
    }

    /** Each encryption key stands for one node, each signature key for one leaf. */
    public static void requireUniqueKeys(RatchetTree tree) {
        if (!tree.hasUniqueKeys()) {
            throw new MlsValidationException(Fault.KEYS_NOT_UNIQUE);
        }
    }

    /**
     * An unmerged leaf is there, below the node, listed once and in order, and listed by each node that stands between;
     * a node between may list further leaves, and what stands above is not concerned.
     */
    private static void requireUnmergedLeaves(RatchetTree tree) {
        for (int node = 1; node < tree.nodeCount(); node += 2) {
            ParentNode parent = tree.parentAt(node);
            if (parent == null) {
                continue;
            }
            // The nodes below have a smaller height, but not always a smaller number: each list's order is seen first.
            long last = -1;
            for (long leaf : parent.unmergedLeaves()) {
                require(leaf > last && tree.leafAt(leaf) != null && TreeMath.isBelow((int) leaf, node));
                last = leaf;
            }
        }
        for (int node = 1; node < tree.nodeCount(); node += 2) {
            ParentNode parent = tree.parentAt(node);
            if (parent != null) {
                parent.unmergedLeaves().forEach(leaf -> requireBetween(tree, leaf, parent));
            }
        }
    }

    private static void requireBetween(RatchetTree tree, long leaf, ParentNode listed) {
        List<Integer> path = TreeMath.directPath(TreeMath.nodeOfLeaf((int) leaf), tree.width());
        for (int between : path) {
            ParentNode parent = tree.parentAt(between);
            if (parent == listed) {
                return;
            }
            require(parent == null || Collections.binarySearch(parent.unmergedLeaves(), leaf) >= 0);
        }
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new MlsValidationException(Fault.TREE_INVALID);
        }
    }
}
