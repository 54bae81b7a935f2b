package org.konsil.protocol.mls.schedule;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsFormatException;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.mls.crypto.AeadKey;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.tree.TreeMath;

/**
 * The keys of an epoch's private messages (RFC 9420, section 9). A node's secret is wiped as soon as its children's are made,
 * a key as soon as it is used, so that what was read cannot be read again. Not thread-safe: its group guards it.
 */
public final class SecretTree implements AutoCloseable {

    private static final String NODE = "n";
    private static final String LEAF = "l";

    private final CipherSuite suite;
    private final int leaves;
    private final Map<Integer, SecretBytes> nodes = new TreeMap<>();
    private final Map<Integer, Ratchet> handshake = new HashMap<>();
    private final Map<Integer, Ratchet> application = new HashMap<>();
    private final Set<String> touched = new HashSet<>();

    /** @param leaves the width of the ratchet tree, a power of two */
    public SecretTree(CipherSuite suite, int leaves, SecretBytes encryptionSecret) {
        this(suite, leaves);
        put(TreeMath.root(leaves), encryptionSecret.copy());
    }

    private SecretTree(CipherSuite suite, int leaves) {
        this.suite = suite;
        this.leaves = leaves;
    }

    /** From storage: all parts that {@link #part} gave and {@link #touched} has not named since. */
    public static SecretTree read(CipherSuite suite, int leaves, Map<String, SecretBytes> parts) {
        SecretTree tree = new SecretTree(suite, leaves);
        parts.forEach((name, content) -> content.read(reader -> {
            tree.read(name, reader);
            return tree;
        }));
        return tree;
    }

    /** The same keys, none of which is in an archive yet: {@link #touched} names them all. */
    public SecretTree unstored() {
        touched.addAll(names());
        return this;
    }

    private void read(String name, MlsReader reader) {
        int at = number(name);
        if (name.startsWith(NODE) && at < TreeMath.nodeCount(leaves)) {
            nodes.put(at, reader.secret());
        } else if (name.startsWith(LEAF) && at < leaves) {
            handshake.put(at, Ratchet.read(suite, reader));
            application.put(at, Ratchet.read(suite, reader));
        } else {
            throw new MlsFormatException("message keys of an unknown place");
        }
    }

    private static int number(String name) {
        if (name.isEmpty()) {
            throw new MlsFormatException("message keys of an unknown place");
        }
        try {
            return Integer.parseUnsignedInt(name.substring(1)) & Integer.MAX_VALUE;
        } catch (NumberFormatException malformed) {
            throw new MlsFormatException("message keys of an unknown place");
        }
    }

    /** The names of all parts. */
    public SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>();
        nodes.keySet().forEach(node -> names.add(NODE + node));
        handshake.keySet().forEach(leaf -> names.add(LEAF + leaf));
        return names;
    }

    /** All parts are to be stored again, as of a tree that comes from elsewhere. */
    public void touchAll() {
        touched.addAll(names());
    }

    /** The names of the parts that changed or went since this was last asked; a message of a sender who sent before touches one. */
    public SortedSet<String> touched() {
        SortedSet<String> names = new TreeSet<>(touched);
        touched.clear();
        return names;
    }

    /** A part for storage; null if it is gone and must be deleted. */
    public @Nullable MlsStruct part(String name) {
        int at = number(name);
        if (name.startsWith(NODE)) {
            SecretBytes secret = nodes.get(at);
            return secret == null ? null : writer -> writer.secret(secret);
        }
        Ratchet first = handshake.get(at);
        Ratchet second = application.get(at);
        return first == null || second == null
                ? null
                : writer -> writer.struct(first).struct(second);
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
        touched.add(LEAF + leaf);
        return ratchet(kind, leaf).next();
    }

    /** The key for a received message; it is kept until {@link #use}, so that a forged message cannot burn it. */
    public AeadKey find(Kind kind, int leaf, long generation) {
        touched.add(LEAF + leaf);
        return ratchet(kind, leaf).find(generation);
    }

    /** The key of a message of this sender that is still to come, without using anything up; the caller wipes it. */
    public AeadKey foresee(Kind kind, int leaf, long generation) {
        try (Ratchet copy = ratchet(kind, leaf).copy()) {
            return copy.find(generation).copy();
        }
    }

    /** Wipes the key of a message that was read and is authentic. */
    public void use(Kind kind, int leaf, long generation) {
        touched.add(LEAF + leaf);
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
            touched.add(LEAF + leaf);
            handshake.put(leaf, new Ratchet(suite, derive(secret, "handshake", "")));
            application.put(leaf, new Ratchet(suite, derive(secret, "application", "")));
        }
    }

    /** Replaces a node's secret by those of its children; gives the child above {@code node}. */
    private int split(int at, int node) {
        int left = Objects.requireNonNull(TreeMath.left(at));
        int right = Objects.requireNonNull(TreeMath.right(at));
        try (SecretBytes secret = take(at)) {
            put(left, derive(secret, "tree", "left"));
            put(right, derive(secret, "tree", "right"));
        }
        return node < at ? left : right;
    }

    private void put(int node, SecretBytes secret) {
        nodes.put(node, secret);
        touched.add(NODE + node);
    }

    private SecretBytes take(int node) {
        touched.add(NODE + node);
        return Objects.requireNonNull(nodes.remove(node));
    }

    private SecretBytes derive(SecretBytes secret, String label, String context) {
        byte[] bytes = context.getBytes(StandardCharsets.US_ASCII);
        return suite.expandWithLabel(secret, label, bytes, suite.hashBytes());
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
