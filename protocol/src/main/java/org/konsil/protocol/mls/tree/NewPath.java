package org.konsil.protocol.mls.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.crypto.HpkeCiphertext;
import org.konsil.protocol.mls.crypto.HpkeKeyPair;
import org.konsil.protocol.mls.leaf.LeafNode;
import org.konsil.protocol.mls.proposal.UpdatePath;

/** A committer's fresh keys from its leaf to the root (RFC 9420, sections 7.4 to 7.6). */
public final class NewPath implements AutoCloseable {

    private final List<RatchetTree.Step> steps;
    private final List<SecretBytes> secrets = new ArrayList<>();
    private final List<HpkeKeyPair> pairs = new ArrayList<>();
    private final SecretBytes commitSecret;
    private final Bytes parentHash;

    private NewPath(RatchetTree tree, int leaf, SecretBytes first) {
        CipherSuite suite = tree.suite();
        steps = tree.filteredDirectPath(leaf);
        SecretBytes secret = first;
        for (int done = 0; done < steps.size(); done++) {
            secrets.add(secret.copy());
            pairs.add(PathSecret.keyPair(suite, secret));
            secret = PathSecret.next(suite, secret);
        }
        commitSecret = secret;
        parentHash = PathMerge.parents(
                tree, leaf, pairs.stream().map(HpkeKeyPair::publicKey).toList());
    }

    /**
     * Makes the keys and puts their public halves into the tree, above the leaf.
     *
     * @param first random, of the length of a hash; wiped by this
     */
    public static NewPath make(RatchetTree tree, int leaf, SecretBytes first) {
        return new NewPath(tree, leaf, first);
    }

    /** What the committer's new leaf must carry. */
    public Bytes parentHash() {
        return parentHash;
    }

    /** Goes into the key schedule; gone when this is closed. */
    public SecretBytes commitSecret() {
        return commitSecret;
    }

    /** Seals each secret to those below who were members before (RFC 9420, section 7.5). */
    public UpdatePath seal(RatchetTree tree, LeafNode leaf, byte[] context, Set<Integer> newLeaves) {
        List<UpdatePath.Node> nodes = new ArrayList<>();
        for (int at = 0; at < steps.size(); at++) {
            List<HpkeCiphertext> sealed = new ArrayList<>();
            for (int node : PathMerge.receivers(tree, steps.get(at), newLeaves)) {
                sealed.add(tree.suite()
                        .encryptWithLabel(tree.encryptionKey(node), PathSecret.LABEL, context, secrets.get(at)));
            }
            nodes.add(new UpdatePath.Node(pairs.get(at).publicKey(), sealed));
        }
        return new UpdatePath(leaf, nodes);
    }

    /** The secret of the lowest node above a device that joins by this commit, for its Welcome. */
    public @Nullable SecretBytes secretFor(int newLeaf) {
        for (int at = 0; at < steps.size(); at++) {
            if (TreeMath.isBelow(newLeaf, steps.get(at).node())) {
                return secrets.get(at);
            }
        }
        return null;
    }

    public void giveTo(TreeKeys keys) {
        for (int at = 0; at < steps.size(); at++) {
            keys.put(steps.get(at).node(), pairs.get(at).copy());
        }
    }

    @Override
    public void close() {
        secrets.forEach(SecretBytes::close);
        pairs.forEach(HpkeKeyPair::close);
        commitSecret.close();
    }
}
