package org.konsil.protocol.proof.tree;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.konsil.protocol.proof.ProofFault;
import org.konsil.protocol.proof.ProofRefusedException;
import org.konsil.protocol.proof.StrictBase64;

/** A hash of the tree: SHA-256 with the prefixes of RFC 9162 section 2.1.1, which keep leaves and nodes apart. */
public final class TreeHash {

    public static final int BYTES = 32;

    /** The head of a tree without entries. */
    public static final TreeHash EMPTY = new TreeHash(sha256().digest());

    private static final int BASE64_CHARACTERS = 44;
    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final byte[] value;

    private TreeHash(byte[] value) {
        this.value = value;
    }

    public static TreeHash ofLeaf(byte[] entry) {
        MessageDigest digest = sha256();
        digest.update(LEAF);
        return new TreeHash(digest.digest(entry));
    }

    public static TreeHash ofChildren(TreeHash left, TreeHash right) {
        MessageDigest digest = sha256();
        digest.update(NODE);
        digest.update(left.value);
        return new TreeHash(digest.digest(right.value));
    }

    public static TreeHash ofBytes(byte[] value) {
        if (value.length != BYTES) {
            throw new ProofRefusedException(ProofFault.MALFORMED);
        }
        return new TreeHash(value.clone());
    }

    public static TreeHash ofBase64(String text) {
        if (text.length() != BASE64_CHARACTERS) {
            throw new ProofRefusedException(ProofFault.MALFORMED);
        }
        return ofBytes(StrictBase64.decode(text));
    }

    public byte[] bytes() {
        return value.clone();
    }

    public void copyTo(byte[] target, int at) {
        System.arraycopy(value, 0, target, at, BYTES);
    }

    public String base64() {
        return StrictBase64.encode(value);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TreeHash hash && Arrays.equals(value, hash.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return base64();
    }
}
