package org.konsil.protocol.proof.tree;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.konsil.protocol.proof.ProofFault;
import org.konsil.protocol.proof.ProofRefusedException;

/** What shows that a tree is an earlier one, grown; it shows nothing before it is checked. */
public record ConsistencyPath(List<TreeHash> hashes) {

    public ConsistencyPath {
        hashes = TreePath.bounded(hashes);
    }

    /**
     * RFC 9162 section 2.1.4.2. Every tree is consistent with the empty one and with itself, by an empty path.
     *
     * @throws ProofRefusedException if the first {@code earlierSize} entries of the tree are not those of the earlier one
     */
    public void check(long earlierSize, TreeHash earlierHead, long size, TreeHash head) {
        require(earlierSize >= 0 && earlierSize <= size);
        if (earlierSize == 0 || earlierSize == size) {
            require(hashes.isEmpty() && earlierHead.equals(earlierSize == 0 ? TreeHash.EMPTY : head));
            return;
        }
        require(!hashes.isEmpty());
        Deque<TreeHash> path = new ArrayDeque<>(hashes);
        if (Long.bitCount(earlierSize) == 1) {
            path.addFirst(earlierHead);
        }
        walk(path, earlierSize - 1, size - 1, List.of(earlierHead, head));
    }

    private static void walk(Deque<TreeHash> path, long earlierLast, long laterLast, List<TreeHash> heads) {
        int full = Long.numberOfTrailingZeros(~earlierLast);
        long node = earlierLast >>> full;
        long last = laterLast >>> full;
        TreeHash earlier = path.removeFirst();
        TreeHash later = earlier;
        for (TreeHash sibling : path) {
            require(last != 0);
            if ((node & 1) == 1 || node == last) {
                earlier = TreeHash.ofChildren(sibling, earlier);
                later = TreeHash.ofChildren(sibling, later);
                int lonely = node == 0 ? 0 : Long.numberOfTrailingZeros(node);
                node >>>= lonely;
                last >>>= lonely;
            } else {
                later = TreeHash.ofChildren(later, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        require(last == 0 && earlier.equals(heads.get(0)) && later.equals(heads.get(1)));
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new ProofRefusedException(ProofFault.NOT_CONSISTENT);
        }
    }
}
