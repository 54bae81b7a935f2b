package org.konsil.protocol.mls.tree;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where nodes stand in a complete binary tree that is written as an array (RFC 9420, section 4.1 and appendix C). */
public final class TreeMath {

    private TreeMath() {}

    /** The number of leaves of the smallest complete tree with at least this many. */
    public static int fullWidth(int leaves) {
        return leaves <= 1 ? 1 : Integer.highestOneBit(leaves - 1) << 1;
    }

    public static int nodeCount(int leaves) {
        return leaves == 0 ? 0 : 2 * leaves - 1;
    }

    public static int nodeOfLeaf(int leaf) {
        return 2 * leaf;
    }

    public static boolean isLeaf(int node) {
        return (node & 1) == 0;
    }

    static int level(int node) {
        return Integer.numberOfTrailingZeros(~node);
    }

    /** @param leaves a power of two */
    public static int root(int leaves) {
        return leaves - 1;
    }

    /** The left child; null below a leaf. */
    public static @Nullable Integer left(int node) {
        return isLeaf(node) ? null : leftOf(node);
    }

    /** The right child; null below a leaf. */
    public static @Nullable Integer right(int node) {
        return isLeaf(node) ? null : rightOf(node);
    }

    static int leftOf(int parent) {
        return parent ^ 1 << level(parent) - 1;
    }

    static int rightOf(int parent) {
        return parent ^ 3 << level(parent) - 1;
    }

    /** The parent; null above the root. */
    public static @Nullable Integer parent(int node, int leaves) {
        return node == root(leaves) ? null : parentOf(node);
    }

    static int parentOf(int node) {
        int level = level(node);
        return (node | 1 << level) & ~(1 << level + 1);
    }

    /** The other child of the same parent; null for the root. */
    public static @Nullable Integer sibling(int node, int leaves) {
        return node == root(leaves) ? null : siblingOf(node);
    }

    static int siblingOf(int node) {
        return node ^ 1 << level(node) + 1;
    }

    /** The nodes above this one, from its parent to the root. */
    public static List<Integer> directPath(int node, int leaves) {
        List<Integer> path = new ArrayList<>();
        for (int at = node; at != root(leaves); ) {
            at = parentOf(at);
            path.add(at);
        }
        return path;
    }

    /** The first leaf below a node. */
    static int firstLeaf(int node) {
        return (node - ((1 << level(node)) - 1)) / 2;
    }

    /** How many leaves stand below a node. */
    static int leavesBelow(int node) {
        return 1 << level(node);
    }

    static boolean isBelow(int leaf, int node) {
        int first = firstLeaf(node);
        return first <= leaf && leaf < first + leavesBelow(node);
    }
}
