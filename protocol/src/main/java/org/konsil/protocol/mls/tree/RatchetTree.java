package org.konsil.protocol.mls.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
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
 * on a {@link #copy} of its own, which becomes the next epoch's tree or is dropped; a copy costs nothing, and a change as
 * much as the tree is high. Not thread-safe.
 */
public final class RatchetTree {

    private final CipherSuite suite;
    private Subtree root;
    private KeyCounts encryptionKeys;
    private KeyCounts signatureKeys;

    private RatchetTree(CipherSuite suite, Subtree root, KeyCounts encryptionKeys, KeyCounts signatureKeys) {
        this.suite = suite;
        this.root = root;
        this.encryptionKeys = encryptionKeys;
        this.signatureKeys = signatureKeys;
    }

    private RatchetTree(CipherSuite suite, Subtree root) {
        this(suite, root, KeyCounts.NONE, KeyCounts.NONE);
        each(root, value -> count(null, value));
    }

    /** A tree with one leaf. */
    public static RatchetTree of(CipherSuite suite, LeafNode first) {
        return new RatchetTree(suite, Subtree.of(0, List.of(first)));
    }

    /** The tree of a {@code ratchet_tree} extension, blank nodes put back at its end; not validated yet. */
    public static RatchetTree of(CipherSuite suite, TreeNodes tree) {
        int width = TreeMath.fullWidth(tree.nodes().size() / 2 + 1);
        if (width > Limits.LEAVES) {
            throw new MlsFormatException("tree with too many leaves");
        }
        return new RatchetTree(suite, Subtree.of(TreeMath.root(width), tree.nodes()));
    }

    public RatchetTree copy() {
        return new RatchetTree(suite, root, encryptionKeys, signatureKeys);
    }

    public TreeNodes toNodes() {
        int end = 2 * lastMember() + 1;
        List<@Nullable MlsStruct> nodes = new ArrayList<>(end);
        fill(root, nodes, end);
        return new TreeNodes(nodes);
    }

    private int lastMember() {
        Subtree at = root;
        while (!at.isLeaf()) {
            at = at.right().isBlank() ? at.left() : at.right();
        }
        return at.node() / 2;
    }

    private static void fill(Subtree at, List<@Nullable MlsStruct> nodes, int end) {
        if (nodes.size() < end && !at.isLeaf()) {
            fill(at.left(), nodes, end);
        }
        if (nodes.size() < end) {
            nodes.add(at.value());
        }
        if (nodes.size() < end && !at.isLeaf()) {
            fill(at.right(), nodes, end);
        }
    }

    /** Leaves with the blank ones, a power of two. */
    public int width() {
        return TreeMath.leavesBelow(root.node());
    }

    int nodeCount() {
        return TreeMath.nodeCount(width());
    }

    Subtree root() {
        return root;
    }

    @Nullable MlsStruct node(int node) {
        return root.find(node).value();
    }

    public @Nullable ParentNode parentAt(int node) {
        return (ParentNode) node(node);
    }

    public @Nullable LeafNode leafAt(long leaf) {
        return leaf < 0 || leaf >= width() ? null : (LeafNode) node(TreeMath.nodeOfLeaf((int) leaf));
    }

    public LeafNode requireLeaf(long leaf) {
        LeafNode found = leafAt(leaf);
        if (found == null) {
            throw new MlsValidationException(Fault.UNKNOWN_LEAF);
        }
        return found;
    }

    /** All leaves that are not blank, by their indices; as long to make as the tree is wide. */
    public SortedMap<Integer, LeafNode> members() {
        TreeMap<Integer, LeafNode> members = new TreeMap<>();
        addMembers(root, members);
        return members;
    }

    private static void addMembers(Subtree at, SortedMap<Integer, LeafNode> members) {
        if (at.value() instanceof LeafNode leaf) {
            members.put(at.node() / 2, leaf);
        } else if (at.members() > 0) {
            addMembers(at.left(), members);
            addMembers(at.right(), members);
        }
    }

    /** Adds at the leftmost blank leaf, doubling the tree if there is none (RFC 9420, section 7.7). */
    public int add(LeafNode leaf) {
        if (root.members() == width()) {
            extend();
        }
        int free = leftmostBlank();
        set(TreeMath.nodeOfLeaf(free), leaf);
        for (int above : TreeMath.directPath(TreeMath.nodeOfLeaf(free), width())) {
            ParentNode parent = parentAt(above);
            if (parent != null) {
                set(above, parent.withUnmerged(free));
            }
        }
        return free;
    }

    private int leftmostBlank() {
        Subtree at = root;
        while (!at.isLeaf()) {
            Subtree left = at.left();
            at = left.members() < TreeMath.leavesBelow(left.node()) ? left : at.right();
        }
        return at.node() / 2;
    }

    private void extend() {
        if (width() == Limits.LEAVES) {
            throw new MlsValidationException(Fault.GROUP_TOO_LARGE);
        }
        int right = root.node() + TreeMath.nodeCount(width()) + 1;
        root = Subtree.above(root, Subtree.blank(right));
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
        while (width() > 1 && root.right().members() == 0) {
            halve();
        }
    }

    private void halve() {
        count(root.value(), null);
        each(root.right(), value -> count(value, null));
        root = root.left();
    }

    /** This tree with the changes made; it shares all else with this one. */
    public RatchetTree with(TreeChanges changes) {
        RatchetTree changed = copy();
        while (changed.width() < changes.width()) {
            changed.extend();
        }
        while (changed.width() > changes.width()) {
            changed.halve();
        }
        changes.list().forEach(change -> changed.set(change.node(), change.value()));
        return changed;
    }

    private void blankAbove(int node) {
        for (int above : TreeMath.directPath(node, width())) {
            set(above, null);
        }
    }

    /** Puts a node in its place; the hashes above it are made again when they are asked for. */
    void set(int node, @Nullable MlsStruct value) {
        count(node(node), value);
        root = root.with(node, value);
    }

    private void count(@Nullable MlsStruct before, @Nullable MlsStruct after) {
        if (before == after) {
            return;
        }
        if (before != null) {
            encryptionKeys = encryptionKeys.minus(hash(encryptionKey(before)));
        }
        if (after != null) {
            encryptionKeys = encryptionKeys.plus(hash(encryptionKey(after)));
        }
        if (before instanceof LeafNode leaf) {
            signatureKeys = signatureKeys.minus(hash(leaf.signatureKey()));
        }
        if (after instanceof LeafNode leaf) {
            signatureKeys = signatureKeys.plus(hash(leaf.signatureKey()));
        }
    }

    private Bytes hash(Bytes key) {
        return suite.hash(key.toArray());
    }

    private static void each(Subtree at, Consumer<MlsStruct> use) {
        if (at.value() != null) {
            use.accept(at.value());
        }
        if (!at.isLeaf() && !at.isBlank()) {
            each(at.left(), use);
            each(at.right(), use);
        }
    }

    /** Each encryption key stands for one node, each signature key for one leaf (RFC 9420, section 7.3). */
    public boolean hasUniqueKeys() {
        return encryptionKeys.areUnique() && signatureKeys.areUnique();
    }

    /** What all members can do. */
    public Abilities abilities() {
        return Objects.requireNonNull(root.abilities(), "a tree without members");
    }

    /** The nodes whose keys reach every member below this one (RFC 9420, section 4.1.1). */
    public List<Integer> resolution(int node) {
        List<Integer> found = new ArrayList<>();
        resolve(root.find(node), found);
        return found;
    }

    /** As deep as the tree is high, and that is bounded by {@link Limits#LEAVES}. */
    private static void resolve(Subtree at, List<Integer> found) {
        if (at.value() != null) {
            found.add(at.node());
            if (at.value() instanceof ParentNode parent) {
                parent.unmergedLeaves().forEach(leaf -> found.add(TreeMath.nodeOfLeaf(leaf.intValue())));
            }
        } else if (!at.isBlank()) {
            resolve(at.left(), found);
            resolve(at.right(), found);
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
            if (!root.find(copath).isBlank()) {
                path.add(new Step(above, copath));
            }
            at = above;
        }
        return path;
    }

    public Bytes encryptionKey(int node) {
        return encryptionKey(Objects.requireNonNull(node(node)));
    }

    private static Bytes encryptionKey(MlsStruct node) {
        return node instanceof LeafNode leaf ? leaf.encryptionKey() : ((ParentNode) node).encryptionKey();
    }

    /** The tree hash of the whole tree (RFC 9420, section 7.8). */
    public Bytes treeHash() {
        return root.hash(suite);
    }

    Bytes treeHash(int node) {
        return root.find(node).hash(suite);
    }

    public CipherSuite suite() {
        return suite;
    }
}
