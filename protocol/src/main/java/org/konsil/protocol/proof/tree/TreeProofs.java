package org.konsil.protocol.proof.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Makes heads and proofs of a tree out of its full subtrees (RFC 9162 sections 2.1.1, 2.1.3.1 and 2.1.4.1). */
public final class TreeProofs {

    private final TreeNodes nodes;

    public TreeProofs(TreeNodes nodes) {
        this.nodes = nodes;
    }

    /** The head of the first {@code size} entries. */
    public TreeHash head(long size) {
        requireSize(size);
        return size == 0 ? TreeHash.EMPTY : head(0, size);
    }

    /** That the entry at {@code index} is one of the first {@code size}. */
    public InclusionPath inclusion(long index, long size) {
        Objects.checkIndex(index, size);
        List<TreeHash> path = new ArrayList<>();
        addInclusion(path, index, 0, size);
        return new InclusionPath(path);
    }

    /** That the tree of {@code size} begins with the tree of {@code earlier}. */
    public ConsistencyPath consistency(long earlier, long size) {
        requireSize(earlier);
        if (earlier > size) {
            throw new IllegalArgumentException("a tree does not shrink");
        }
        List<TreeHash> path = new ArrayList<>();
        if (earlier > 0 && earlier < size) {
            addConsistency(path, earlier, 0, size, true);
        }
        return new ConsistencyPath(path);
    }

    private void addInclusion(List<TreeHash> path, long index, long from, long to) {
        if (to - from == 1) {
            return;
        }
        long middle = from + split(to - from);
        if (index < middle) {
            addInclusion(path, index, from, middle);
            path.add(head(middle, to));
        } else {
            addInclusion(path, index, middle, to);
            path.add(head(from, middle));
        }
    }

    /** SUBPROOF of the RFC; {@code known} says that whoever checks has the head of the earlier tree and needs it not. */
    private void addConsistency(List<TreeHash> path, long earlier, long from, long to, boolean known) {
        if (earlier == to) {
            if (!known) {
                path.add(head(from, to));
            }
            return;
        }
        long middle = from + split(to - from);
        if (earlier <= middle) {
            addConsistency(path, earlier, from, middle, known);
            path.add(head(middle, to));
        } else {
            addConsistency(path, earlier, middle, to, false);
            path.add(head(from, middle));
        }
    }

    private TreeHash head(long from, long to) {
        long count = to - from;
        if (Long.bitCount(count) == 1) {
            int height = Long.numberOfTrailingZeros(count);
            return nodes.at(height, from >>> height);
        }
        long middle = from + split(count);
        return TreeHash.ofChildren(head(from, middle), head(middle, to));
    }

    /** The largest power of two that is smaller than {@code count}. */
    private static long split(long count) {
        return Long.highestOneBit(count - 1);
    }

    private static void requireSize(long size) {
        if (size < 0) {
            throw new IllegalArgumentException("no tree has a negative size");
        }
    }
}
