package org.konsil.protocol.mls.tree;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.codec.Limits;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.crypto.HpkeKeyPair;

/**
 * The private keys that a member knows: its leaf's, and those above it whose public half it has seen to be in the tree. A
 * key that does not fit the tree is never kept, since it would lock its member out later.
 */
public final class TreeKeys implements MlsStruct, AutoCloseable {

    private final int leaf;
    private final TreeMap<Integer, HpkeKeyPair> keys = new TreeMap<>();

    public TreeKeys(int leaf, HpkeKeyPair own) {
        this.leaf = leaf;
        keys.put(TreeMath.nodeOfLeaf(leaf), own.copy());
    }

    private TreeKeys(int leaf) {
        this.leaf = leaf;
    }

    /** Of an epoch that is over. */
    public static TreeKeys none(int leaf) {
        return new TreeKeys(leaf);
    }

    /** From storage. */
    public static TreeKeys read(MlsReader reader) {
        TreeKeys read = new TreeKeys((int) Math.min(reader.u32(), Limits.LEAVES));
        reader.list(
                Limits.SHORT_LIST,
                inner -> read.keys.put((int) inner.u32(), new HpkeKeyPair(inner.opaque(), inner.secret())));
        return read;
    }

    public TreeKeys copy() {
        TreeKeys copy = new TreeKeys(leaf);
        keys.forEach((node, pair) -> copy.keys.put(node, pair.copy()));
        return copy;
    }

    public int leaf() {
        return leaf;
    }

    @Nullable HpkeKeyPair find(int node) {
        return keys.get(node);
    }

    /** Takes the key over; the one before is wiped. */
    public void put(int node, HpkeKeyPair pair) {
        HpkeKeyPair before = keys.put(node, pair);
        if (before != null) {
            before.close();
        }
    }

    /** Wipes the keys whose node is blank now or has another key. */
    public void forgetOld(RatchetTree tree) {
        keys.entrySet().removeIf(entry -> {
            int node = entry.getKey();
            boolean fits = node < tree.nodeCount()
                    && tree.node(node) != null
                    && tree.encryptionKey(node).equals(entry.getValue().publicKey());
            if (!fits) {
                entry.getValue().close();
            }
            return !fits;
        });
    }

    /**
     * Learns the keys from a common ancestor with the sender upwards.
     *
     * @param from where the secret belongs
     * @return the secret after the root's, which goes into the key schedule of a commit
     */
    public SecretBytes learn(RatchetTree tree, int sender, int from, SecretBytes pathSecret) {
        CipherSuite suite = tree.suite();
        SecretBytes secret = pathSecret.copy();
        boolean reached = false;
        for (RatchetTree.Step step : tree.filteredDirectPath(sender)) {
            reached |= step.node() == from;
            if (reached) {
                HpkeKeyPair pair = PathSecret.keyPair(suite, secret);
                if (tree.node(step.node()) == null
                        || !tree.encryptionKey(step.node()).equals(pair.publicKey())) {
                    throw new MlsValidationException(Fault.PATH_INVALID);
                }
                put(step.node(), pair);
                secret = PathSecret.next(suite, secret);
            }
        }
        if (!reached) {
            throw new MlsValidationException(Fault.PATH_INVALID);
        }
        return secret;
    }

    /** The lowest node above both leaves. */
    public static int commonAncestor(RatchetTree tree, int one, int other) {
        for (int node : TreeMath.directPath(TreeMath.nodeOfLeaf(one), tree.width())) {
            if (TreeMath.isBelow(other, node)) {
                return node;
            }
        }
        throw new MlsValidationException(Fault.UNKNOWN_LEAF);
    }

    @Override
    public void writeTo(MlsWriter writer) {
        writer.u32(leaf)
                .vector(inner -> keys.forEach(
                        (node, pair) -> inner.u32(node).opaque(pair.publicKey()).secret(pair.privateKey())));
    }

    /** For tests: which nodes' keys are known. */
    Map<Integer, HpkeKeyPair> known() {
        return keys;
    }

    @Override
    public void close() {
        keys.values().forEach(HpkeKeyPair::close);
        keys.clear();
    }
}
