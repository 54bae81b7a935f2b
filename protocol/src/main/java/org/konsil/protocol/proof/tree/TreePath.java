package org.konsil.protocol.proof.tree;

import java.util.List;
import org.konsil.protocol.proof.ProofFault;
import org.konsil.protocol.proof.ProofRefusedException;

/** What every path through a tree has in common: it is short. */
final class TreePath {

    /** A tree of 2^63 - 1 entries has paths of 63 hashes; a consistency path may have one more. */
    private static final int MOST = 64;

    private TreePath() {}

    static List<TreeHash> bounded(List<TreeHash> hashes) {
        if (hashes.size() > MOST) {
            throw new ProofRefusedException(ProofFault.TOO_LONG);
        }
        return List.copyOf(hashes);
    }
}
