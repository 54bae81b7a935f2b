package org.konsil.protocol.mls.tree;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.mls.crypto.HpkeCiphertext;
import org.konsil.protocol.mls.crypto.HpkeKeyPair;
import org.konsil.protocol.mls.leaf.LeafSource;
import org.konsil.protocol.mls.proposal.UpdatePath;

/** How the others take a committer's path into their tree (RFC 9420, sections 7.5 and 12.4.2). */
public final class PathMerge {

    private PathMerge() {}

    /**
     * Puts the path's public keys and its leaf into the tree. The leaf's signature, credential and place are the
     * caller's to check.
     */
    public static void merge(RatchetTree tree, int sender, UpdatePath path) {
        List<RatchetTree.Step> steps = tree.filteredDirectPath(sender);
        if (path.nodes().size() != steps.size()) {
            throw new MlsValidationException(Fault.PATH_INVALID);
        }
        tree.suite().requireEncryptionKey(path.leafNode().encryptionKey());
        path.nodes().forEach(node -> tree.suite().requireEncryptionKey(node.encryptionKey()));
        List<Bytes> keys =
                path.nodes().stream().map(UpdatePath.Node::encryptionKey).toList();
        Bytes parentHash = parents(tree, sender, keys);
        if (!(path.leafNode().source() instanceof LeafSource.InCommit source)
                || !source.parentHash().equals(parentHash)) {
            throw new MlsValidationException(Fault.PATH_INVALID);
        }
        tree.set(TreeMath.nodeOfLeaf(sender), path.leafNode());
    }

    /** Blanks the direct path, puts in the new parents from the top, and gives the parent hash for the leaf. */
    static Bytes parents(RatchetTree tree, int leaf, List<Bytes> keys) {
        List<RatchetTree.Step> steps = tree.filteredDirectPath(leaf);
        for (int above : TreeMath.directPath(TreeMath.nodeOfLeaf(leaf), tree.width())) {
            tree.set(above, null);
        }
        Bytes parentHash = Bytes.EMPTY;
        for (int at = steps.size() - 1; at >= 0; at--) {
            ParentNode parent = new ParentNode(keys.get(at), parentHash, List.of());
            tree.set(steps.get(at).node(), parent);
            parentHash = TreeHashes.parentHash(tree, parent, steps.get(at).copath());
        }
        return parentHash;
    }

    /** To whom a step's secret is sealed: all below its other side but those who join by this commit. */
    static List<Integer> receivers(RatchetTree tree, RatchetTree.Step step, Set<Integer> newLeaves) {
        List<Integer> nodes = tree.resolution(step.copath());
        nodes.removeIf(node -> TreeMath.isLeaf(node) && newLeaves.contains(node / 2));
        return nodes;
    }

    /**
     * Opens the secret that is meant for this member and learns the keys from there to the root.
     *
     * @param tree with the path merged
     * @return the commit secret
     */
    public static SecretBytes open(
            RatchetTree tree, TreeKeys keys, int sender, UpdatePath path, byte[] context, Set<Integer> newLeaves) {
        keys.forgetOld(tree);
        List<RatchetTree.Step> steps = tree.filteredDirectPath(sender);
        SecretBytes commitSecret = null;
        for (int at = 0; at < steps.size(); at++) {
            List<Integer> receivers = receivers(tree, steps.get(at), newLeaves);
            List<HpkeCiphertext> sealed = path.nodes().get(at).sealedSecrets();
            if (sealed.size() != receivers.size()) {
                throw new MlsValidationException(Fault.PATH_INVALID);
            }
            if (commitSecret == null
                    && TreeMath.isBelow(keys.leaf(), steps.get(at).copath())) {
                try (SecretBytes secret = open(tree, keys, receivers, sealed, context)) {
                    commitSecret = keys.learn(tree, sender, steps.get(at).node(), secret);
                }
            }
        }
        return required(commitSecret);
    }

    private static SecretBytes open(
            RatchetTree tree, TreeKeys keys, List<Integer> receivers, List<HpkeCiphertext> sealed, byte[] context) {
        for (int at = 0; at < receivers.size(); at++) {
            HpkeKeyPair own = keys.find(receivers.get(at));
            if (own != null) {
                return tree.suite().decryptWithLabel(own, PathSecret.LABEL, context, sealed.get(at));
            }
        }
        throw new MlsValidationException(Fault.PATH_INVALID);
    }

    private static SecretBytes required(@Nullable SecretBytes commitSecret) {
        if (commitSecret == null) {
            throw new MlsValidationException(Fault.PATH_INVALID);
        }
        return commitSecret;
    }
}
