package org.konsil.protocol.mls.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsFormatException;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.Limits;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.leaf.LeafNode;

/**
 * The public side of the ratchet tree (RFC 9420, sections 4 and 7): always complete, blank where nobody is. It is changed
 * on a {@link #copy} of its own, which becomes the next epoch's tree or is dropped. Not thread-safe.
 */
public final class RatchetTree {

    private final CipherSuite suite;
    private @Nullable MlsStruct[] nodes;
    private final TreeHashes hashes;

    private RatchetTree(CipherSuite suite, @Nullable MlsStruct[] nodes, TreeHashes hashes) {
        this.suite = suite;
        this.nodes = nodes;
        this.hashes = hashes;
    }

    /** A tree with one leaf. */
    public static RatchetTree of(CipherSuite suite, LeafNode first) {
        return new RatchetTree(suite, new MlsStruct[] {first}, new TreeHashes(suite, 1));
    }

    /** The tree of a {@code ratchet_tree} extension, blank nodes put back at its end; not validated yet. */
    public static RatchetTree of(CipherSuite suite, TreeNodes tree) {
        int width = TreeMath.fullWidth(tree.nodes().size() / 2 + 1);
        if (width > Limits.LEAVES) {
            throw new MlsFormatException("tree with too many leaves");
        }
        @Nullable MlsStruct[] nodes = Arrays.copyOf(tree.nodes().toArray(new @Nullable MlsStruct[0]), TreeMath.nodeCount(width));
        return new RatchetTree(suite, nodes, new TreeHashes(suite, nodes.length));
    }

    public RatchetTree copy() {
        return new RatchetTree(suite, nodes.clone(), hashes.copy());
    }

    public TreeNodes toNodes() {
        int end = nodes.length;
        while (nodes[end - 1] == null) {
            end--;
        }
        return new TreeNodes(Arrays.asList(Arrays.copyOf(nodes, end)));
    }

    /** Leaves with the blank ones, a power of two. */
    public int width() {
        return (nodes.length + 1) / 2;
    }

    int nodeCount() {
        return nodes.length;
    }

    @Nullable MlsStruct node(int node) {
        return nodes[node];
    }

    public @Nullable ParentNode parentAt(int node) {
        return (ParentNode) nodes[node];
    }

    public @Nullable LeafNode leafAt(long leaf) {
        return leaf < 0 || leaf >= width() ? null : (LeafNode) nodes[TreeMath.nodeOfLeaf((int) leaf)];
    }

    public LeafNode requireLeaf(long leaf) {
        LeafNode found = leafAt(leaf);
        if (found == null) {
            throw new MlsValidationException(Fault.UNKNOWN_LEAF);
        }
        return found;
    }

    /** The indices of all leaves that are not blank. */
    public List<Integer> members() {
        List<Integer> members = new ArrayList<>();
        for (int leaf = 0; leaf < width(); leaf++) {
            if (nodes[TreeMath.nodeOfLeaf(leaf)] != null) {
                members.add(leaf);
            }
        }
        return members;
    }

    /** Adds at the leftmost blank leaf, doubling the tree if there is none (RFC 9420, section 7.7). */
    public int add(LeafNode leaf) {
        int free = 0;
        while (free < width() && nodes[TreeMath.nodeOfLeaf(free)] != null) {
            free++;
        }
        if (free == width()) {
            extend();
        }
        set(TreeMath.nodeOfLeaf(free), leaf);
        for (int above : TreeMath.directPath(TreeMath.nodeOfLeaf(free), width())) {
            ParentNode parent = parentAt(above);
            if (parent != null) {
                nodes[above] = parent.withUnmerged(free);
            }
        }
        return free;
    }

    private void extend() {
        if (width() == Limits.LEAVES) {
            throw new MlsValidationException(Fault.GROUP_TOO_LARGE);
        }
        nodes = Arrays.copyOf(nodes, 2 * nodes.length + 1);
        hashes.resize(nodes.length);
    }

    /** Replaces a leaf and blanks what is above it. */
    public void update(long leaf, LeafNode changed) {
        requireLeaf(leaf);
        int node = TreeMath.nodeOfLeaf((int) leaf);
        set(node, changed);
        blankAbove(node);
    }

    /** Puts a committer's new leaf in its place, below the path that was made or merged before. */
    public void putCommitted(int leaf, LeafNode changed) {
        requireLeaf(leaf);
        set(TreeMath.nodeOfLeaf(leaf), changed);
    }

    /** Blanks a leaf and what is above it, and halves the tree while its right half is empty. */
    public void remove(long leaf) {
        requireLeaf(leaf);
        int node = TreeMath.nodeOfLeaf((int) leaf);
        set(node, null);
        blankAbove(node);
        while (width() > 1 && rightHalfIsEmpty()) {
            nodes = Arrays.copyOf(nodes, nodes.length / 2);
            hashes.resize(nodes.length);
        }
    }

    private boolean rightHalfIsEmpty() {
        for (int leaf = width() / 2; leaf < width(); leaf++) {
            if (nodes[TreeMath.nodeOfLeaf(leaf)] != null) {
                return false;
            }
        }
        return true;
    }

    private void blankAbove(int node) {
        for (int above : TreeMath.directPath(node, width())) {
            nodes[above] = null;
        }
    }

    /** Puts a node in its place; the hashes above it are made again when they are asked for. */
    void set(int node, @Nullable MlsStruct value) {
        nodes[node] = value;
        hashes.forget(node, width());
    }

    /** The nodes whose keys reach every member below this one (RFC 9420, section 4.1.1). */
    public List<Integer> resolution(int node) {
        List<Integer> found = new ArrayList<>();
        resolve(node, found);
        return found;
    }

    /** As deep as the tree is high, and that is bounded by {@link Limits#LEAVES}. */
    private void resolve(int node, List<Integer> found) {
        MlsStruct value = nodes[node];
        if (value != null) {
            found.add(node);
            if (value instanceof ParentNode parent) {
                parent.unmergedLeaves().forEach(leaf -> found.add(TreeMath.nodeOfLeaf(leaf.intValue())));
            }
        } else if (!TreeMath.isLeaf(node)) {
            resolve(TreeMath.leftOf(node), found);
            resolve(TreeMath.rightOf(node), found);
        }
    }

    /** One step of a filtered direct path: a node, and its child that the path does not come from. */
    public record Step(int node, int copath) {}

    /** From the leaf's first ancestor to the root, without those whose other side is empty (RFC 9420, section 4.1.2). */
    public List<Step> filteredDirectPath(int leaf) {
        List<Step> path = new ArrayList<>();
        int at = TreeMath.nodeOfLeaf(leaf);
        for (int above : TreeMath.directPath(at, width())) {
            int copath = TreeMath.siblingOf(at);
            if (!isEmpty(copath)) {
                path.add(new Step(above, copath));
            }
            at = above;
        }
        return path;
    }

    private boolean isEmpty(int node) {
        int first = TreeMath.firstLeaf(node);
        for (int leaf = first; leaf < first + TreeMath.leavesBelow(node); leaf++) {
            if (nodes[TreeMath.nodeOfLeaf(leaf)] != null) {
                return false;
            }
        }
        return true;
    }

    public Bytes encryptionKey(int node) {
        MlsStruct value = Objects.requireNonNull(nodes[node]);
        return value instanceof LeafNode leaf ? leaf.encryptionKey() : ((ParentNode) value).encryptionKey();
    }

    /** The tree hash of the whole tree (RFC 9420, section 7.8). */
    public Bytes treeHash() {
        return hashes.of(this, TreeMath.root(width()));
    }

    Bytes treeHash(int node) {
        return hashes.of(this, node);
    }

    TreeHashes hashes() {
        return hashes;
    }

    public CipherSuite suite() {
        return suite;
    }
}
