package org.konsil.protocol.mls.tree;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
        require(!tree.members().isEmpty());
        List<Integer> members = tree.members();
        require(tree.width() == 1 || members.get(members.size() - 1) >= tree.width() / 2);
        requireUniqueKeys(tree);
        requireUnmergedLeaves(tree);
        require(TreeHashes.areValid(tree));
        for (int leaf : members) {
            LeafNode node = tree.requireLeaf(leaf);
            tree.suite().requireEncryptionKey(node.encryptionKey());
            LeafSigner.requireValid(node, new LeafPlace(groupId, leaf), tree.suite());
        }
    }

    /** Each encryption key stands for one node, each signature key for one leaf. */
    public static void requireUniqueKeys(RatchetTree tree) {
        Set<Bytes> encryption = new HashSet<>();
        Set<Bytes> signature = new HashSet<>();
        for (int node = 0; node < tree.nodeCount(); node++) {
            if (tree.node(node) == null) {
                continue;
            }
            boolean fresh = encryption.add(tree.encryptionKey(node));
            if (tree.node(node) instanceof LeafNode leaf) {
                fresh &= signature.add(leaf.signatureKey());
            }
            if (!fresh) {
                throw new MlsValidationException(Fault.KEYS_NOT_UNIQUE);
            }
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
            long last = -1;
            for (long leaf : parent.unmergedLeaves()) {
                require(leaf > last && tree.leafAt(leaf) != null && TreeMath.isBelow((int) leaf, node));
                requireBetween(tree, (int) leaf, node);
                last = leaf;
            }
        }
    }

    private static void requireBetween(RatchetTree tree, int leaf, int node) {
        List<Integer> path = TreeMath.directPath(TreeMath.nodeOfLeaf(leaf), tree.width());
        for (int between : path.subList(0, path.indexOf(node))) {
            ParentNode parent = tree.parentAt(between);
            require(parent == null || parent.unmergedLeaves().contains((long) leaf));
        }
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new MlsValidationException(Fault.TREE_INVALID);
        }
    }
}
