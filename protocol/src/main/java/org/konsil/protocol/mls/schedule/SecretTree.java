package org.konsil.protocol.mls.schedule;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsFormatException;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.codec.Limits;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.mls.crypto.AeadKey;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.tree.TreeMath;

/**
 * The keys of an epoch's private messages (RFC 9420, section 9). A node's secret is wiped as soon as its children's are made,
 * a key as soon as it is used, so that what was read cannot be read again. Not thread-safe: its group guards it.
 */
public final class SecretTree implements MlsStruct, AutoCloseable {

    private final CipherSuite suite;
    private final int leaves;
    private final Map<Integer, SecretBytes> nodes = new TreeMap<>();
    private final Map<Integer, Ratchet> handshake = new HashMap<>();
    private final Map<Integer, Ratchet> application = new HashMap<>();

    /** @param leaves the width of the ratchet tree, a power of two */
    public SecretTree(CipherSuite suite, int leaves, SecretBytes encryptionSecret) {
        this(suite, leaves);
        nodes.put(TreeMath.root(leaves), encryptionSecret.copy());
    }

    private SecretTree(CipherSuite suite, int leaves) {
        this.suite = suite;
        this.leaves = leaves;
    }

    /** From storage. */
    public static SecretTree read(CipherSuite suite, MlsReader reader) {
        int leaves = (int) Math.min(reader.u32(), Integer.MAX_VALUE);
        if (leaves < 1 || leaves > Limits.LEAVES || Integer.bitCount(leaves) != 1) {
            throw new MlsFormatException("secret tree of an impossible width");
        }
        SecretTree tree = new SecretTree(suite, leaves);
        reader.list(Limits.NODES, inner -> tree.nodes.put((int) inner.u32(), inner.secret()));
        for (Map<Integer, Ratchet> ratchets : List.of(tree.handshake, tree.application)) {
            reader.list(Limits.LEAVES, inner -> ratchets.put((int) inner.u32(), Ratchet.read(suite, inner)));
        }
        return tree;
    }

    /** Which of a sender's two ratchets. */
    public enum Kind {
        HANDSHAKE,
        APPLICATION
    }

    /** The generation that {@link #next} will use. */
    public long generation(Kind kind, int leaf) {
        return ratchet(kind, leaf).generation();
    }

    /** A fresh key for sending; it will never be given again. */
    public AeadKey next(Kind kind, int leaf) {
        return ratchet(kind, leaf).next();
    }

    /** The key for a received message; it is kept until {@link #use}, so that a forged message cannot burn it. */
    public AeadKey find(Kind kind, int leaf, long generation) {
        return ratchet(kind, leaf).find(generation);
    }

    /** Wipes the key of a message that was read and is authentic. */
    public void use(Kind kind, int leaf, long generation) {
        ratchet(kind, leaf).use(generation);
    }

    private Ratchet ratchet(Kind kind, int leaf) {
        if (leaf < 0 || leaf >= leaves) {
            throw new MlsValidationException(Fault.UNKNOWN_LEAF);
        }
        if (!handshake.containsKey(leaf)) {
            open(leaf);
        }
        Ratchet ratchet = (kind == Kind.HANDSHAKE ? handshake : application).get(leaf);
        if (ratchet == null) {
            throw new MlsValidationException(Fault.KEY_USED_OR_GONE);
        }
        return ratchet;
    }

    private void open(int leaf) {
        int node = TreeMath.nodeOfLeaf(leaf);
        int at = node;
        while (!nodes.containsKey(at)) {
            Integer parent = TreeMath.parent(at, leaves);
            if (parent == null) {
                throw new MlsValidationException(Fault.KEY_USED_OR_GONE);
            }
            at = parent;
        }
        while (at != node) {
            at = split(at, node);
        }
        try (SecretBytes secret = take(node)) {
            handshake.put(leaf, new Ratchet(suite, derive(secret, "handshake", "")));
            application.put(leaf, new Ratchet(suite, derive(secret, "application", "")));
        }
    }

    /** Replaces a node's secret by those of its children; gives the child above {@code node}. */
    private int split(int at, int node) {
        int left = Objects.requireNonNull(TreeMath.left(at));
        int right = Objects.requireNonNull(TreeMath.right(at));
        try (SecretBytes secret = take(at)) {
            nodes.put(left, derive(secret, "tree", "left"));
            nodes.put(right, derive(secret, "tree", "right"));
        }
        return node < at ? left : right;
    }

    private SecretBytes take(int node) {
        return Objects.requireNonNull(nodes.remove(node));
    }

    private SecretBytes derive(SecretBytes secret, String label, String context) {
        byte[] bytes = context.getBytes(StandardCharsets.US_ASCII);
        return suite.expandWithLabel(secret, label, bytes, suite.hashBytes());
    }

    @Override
    public void writeTo(MlsWriter writer) {
        writer.u32(leaves)
                .vector(inner -> nodes.forEach((node, secret) -> inner.u32(node).secret(secret)));
        write(writer, handshake);
        write(writer, application);
    }

    private static void write(MlsWriter writer, Map<Integer, Ratchet> ratchets) {
        writer.vector(
                inner -> ratchets.forEach((leaf, ratchet) -> inner.u32(leaf).struct(ratchet)));
    }

    @Override
    public void close() {
        nodes.values().forEach(SecretBytes::close);
        nodes.clear();
        handshake.values().forEach(Ratchet::close);
        application.values().forEach(Ratchet::close);
        handshake.clear();
        application.clear();
    }
}
