package org.konsil.protocol.mls.tree;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.leaf.LeafNode;

/**
 * A node with all that is below it. It never changes, so that the trees of different epochs share what they have in common,
 * and what was computed of it once (its hash, what its members can do) stays true. Numbers are those of the whole tree's array.
 */
final class Subtree {

    private final int node;
    private final @Nullable MlsStruct value;
    private final boolean blank;
    private final int members;
    /** Of a blank subtree made when they are asked for. Threads that race make equal ones. */
    private @Nullable Subtree left;

    private @Nullable Subtree right;
    private @Nullable Bytes hash;
    private @Nullable Abilities abilities;

    private Subtree(int node, @Nullable MlsStruct value, @Nullable Subtree left, @Nullable Subtree right) {
        this.node = node;
        this.value = value;
        this.left = left;
        this.right = right;
        if (left == null || right == null) {
            this.members = value instanceof LeafNode ? 1 : 0;
            this.blank = value == null;
        } else {
            this.members = left.members + right.members;
            this.blank = value == null && left.blank && right.blank;
        }
    }

    /** A subtree with nobody in it. */
    static Subtree blank(int node) {
        return new Subtree(node, null, null, null);
    }

    /** Two halves of the same height under a node without a value. */
    static Subtree above(Subtree left, Subtree right) {
        return new Subtree(TreeMath.parentOf(left.node), null, left, right);
    }

    /** From a whole tree's array. */
    static Subtree of(int node, List<? extends @Nullable MlsStruct> all) {
        MlsStruct value = node < all.size() ? all.get(node) : null;
        if (TreeMath.isLeaf(node)) {
            return new Subtree(node, value, null, null);
        }
        if (TreeMath.firstLeaf(node) * 2 >= all.size()) {
            return blank(node);
        }
        return new Subtree(node, value, of(TreeMath.leftOf(node), all), of(TreeMath.rightOf(node), all));
    }

    /** The same with another value at one node. */
    Subtree with(int at, @Nullable MlsStruct changed) {
        if (at == node) {
            return TreeMath.isLeaf(node)
                    ? new Subtree(node, changed, null, null)
                    : new Subtree(node, changed, left(), right());
        }
        return at < node
                ? new Subtree(node, value, left().with(at, changed), right())
                : new Subtree(node, value, left(), right().with(at, changed));
    }

    Subtree find(int wanted) {
        Subtree at = this;
        while (at.node != wanted) {
            at = wanted < at.node ? at.left() : at.right();
        }
        return at;
    }

    int node() {
        return node;
    }

    @Nullable MlsStruct value() {
        return value;
    }

    /** Whether no node in it has a value. */
    boolean isBlank() {
        return blank;
    }

    boolean isLeaf() {
        return TreeMath.isLeaf(node);
    }

    /** How many leaves are not blank. */
    int members() {
        return members;
    }

    Subtree left() {
        if (left == null) {
            left = blank(TreeMath.leftOf(node));
        }
        return left;
    }

    Subtree right() {
        if (right == null) {
            right = blank(TreeMath.rightOf(node));
        }
        return right;
    }

    Bytes hash(CipherSuite suite) {
        if (hash == null) {
            hash = TreeHashes.make(suite, this);
        }
        return hash;
    }

    /** What all members in it can do; null if there are none. */
    @Nullable Abilities abilities() {
        if (abilities == null && members > 0) {
            abilities = isLeaf()
                    ? Abilities.of((LeafNode) Objects.requireNonNull(value))
                    : Abilities.common(left().abilities(), right().abilities());
        }
        return abilities;
    }
}
