package org.konsil.protocol.proof.note;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.konsil.protocol.proof.ProofFault;
import org.konsil.protocol.proof.ProofRefusedException;
import org.konsil.protocol.proof.StrictBase64;

/** A public key that signs notes, with the name that it signs them by (C2SP signed-note, "verifier key"). */
public final class NoteKey {

    private static final int MOST_CHARACTERS = 400;
    private static final int MOST_NAME_CHARACTERS = 255;
    private static final int ID_BYTES = 4;

    private final String name;
    private final NoteKind kind;
    private final byte[] key;
    private final byte[] id;

    private NoteKey(String name, NoteKind kind, byte[] key) {
        requireName(name);
        require(key.length == Ed25519.PUBLIC_KEY_SIZE && Ed25519.validatePublicKeyFull(key, 0));
        this.name = name;
        this.kind = kind;
        this.key = key.clone();
        this.id = id(name, kind, key);
    }

    public static NoteKey of(String name, NoteKind kind, byte[] key) {
        return new NoteKey(name, kind, key);
    }

    /** Reads {@code name+id+base64}, as Go's {@code sumdb/note} writes it. */
    public static NoteKey parse(String text) {
        require(text.length() <= MOST_CHARACTERS);
        String[] parts = text.split("\\+", 3);
        require(parts.length == 3);
        byte[] typed = StrictBase64.decode(parts[2]);
        require(typed.length == 1 + Ed25519.PUBLIC_KEY_SIZE);
        for (NoteKind kind : NoteKind.values()) {
            if (kind.code() == typed[0]) {
                NoteKey key = new NoteKey(parts[0], kind, Arrays.copyOfRange(typed, 1, typed.length));
                require(HexFormat.of().formatHex(key.id).equals(parts[1]));
                return key;
            }
        }
        throw new ProofRefusedException(ProofFault.MALFORMED);
    }

    /** The text that {@link #parse} and others read. */
    public String text() {
        byte[] typed = new byte[1 + key.length];
        typed[0] = kind.code();
        System.arraycopy(key, 0, typed, 1, key.length);
        return name + "+" + HexFormat.of().formatHex(id) + "+" + StrictBase64.encode(typed);
    }

    public String name() {
        return name;
    }

    public NoteKind kind() {
        return kind;
    }

    /** The 32 bytes of RFC 8032. */
    public byte[] bytes() {
        return key.clone();
    }

    boolean made(NoteLine line) {
        return name.equals(line.name()) && Arrays.equals(id, line.keyId());
    }

    NoteLine line(byte[] signature) {
        return new NoteLine(name, id, signature);
    }

    boolean verifies(byte[] content, byte[] signature) {
        return signature.length == Ed25519.SIGNATURE_SIZE
                && Ed25519.verify(signature, 0, key, 0, content, 0, content.length);
    }

    static void requireName(String name) {
        require(!name.isEmpty()
                && name.length() <= MOST_NAME_CHARACTERS
                && name.codePoints().noneMatch(c -> c == '+' || isSpace(c)));
    }

    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
    }

    private static byte[] id(String name, NoteKind kind, byte[] key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
            digest.update(kind.code());
            return Arrays.copyOf(digest.digest(key), ID_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new ProofRefusedException(ProofFault.MALFORMED);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteKey same && text().equals(same.text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
