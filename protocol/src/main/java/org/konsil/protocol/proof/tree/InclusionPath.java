package org.konsil.protocol.proof.tree;

import java.util.List;
import org.konsil.protocol.proof.ProofFault;
import org.konsil.protocol.proof.ProofRefusedException;

/** The way from a leaf up to the head of its tree, from the leaf's sibling on; it shows nothing before it is checked. */
public record InclusionPath(List<TreeHash> hashes) {

    public InclusionPath {
        hashes = TreePath.bounded(hashes);
    }

    /**
     * RFC 9162 section 2.1.3.2, both tests: the path ends at the top, and there is this head.
     *
     * @param index and {@code size}: from a checkpoint whose signature was checked, never from the proof alone
     * @throws ProofRefusedException if the leaf is not at this place of the tree with this head
     */
    public void check(TreeHash leaf, long index, long size, TreeHash head) {
        require(index >= 0 && index < size);
        long node = index;
        long last = size - 1;
        TreeHash hash = leaf;
        for (TreeHash sibling : hashes) {
            require(last != 0);
            if ((node & 1) == 1 || node == last) {
                hash = TreeHash.ofChildren(sibling, hash);
                int lonely = node == 0 ? 0 : Long.numberOfTrailingZeros(node);
                node >>>= lonely;
                last >>>= lonely;
            } else {
                hash = TreeHash.ofChildren(hash, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        require(last == 0 && hash.equals(head));
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new ProofRefusedException(ProofFault.NOT_INCLUDED);
        }
    }
}
