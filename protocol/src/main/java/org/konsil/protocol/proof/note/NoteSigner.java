package org.konsil.protocol.proof.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.proof.ProofFault;
import org.konsil.protocol.proof.ProofRefusedException;

/** The private key of a log or of a witness. What a log signs is for ever: the caller has stored the tree before. */
public final class NoteSigner implements AutoCloseable {

    /** How long the secret is from which the key follows (RFC 8032 section 5.1.5). */
    public static final int SECRET_BYTES = Ed25519.SECRET_KEY_SIZE;

    private final NoteKey key;
    private final SecretBytes secret;

    private NoteSigner(NoteKey key, SecretBytes secret) {
        this.key = key;
        this.secret = secret;
    }

    /** @param secret 32 random bytes; a copy is kept until {@link #close} */
    public static NoteSigner of(String name, NoteKind kind, SecretBytes secret) {
        byte[] bytes = secret.copyBytes();
        try {
            if (bytes.length != SECRET_BYTES) {
                throw new ProofRefusedException(ProofFault.MALFORMED);
            }
            byte[] publicKey = new byte[Ed25519.PUBLIC_KEY_SIZE];
            Ed25519.generatePublicKey(bytes, 0, publicKey, 0);
            return new NoteSigner(NoteKey.of(name, kind, publicKey), secret.copy());
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    public NoteKey key() {
        return key;
    }

    /** A log's own signature under its head. */
    public Checkpoint sign(TreeHead head) {
        require(NoteKind.LOG);
        if (!head.origin().equals(key.name())) {
            throw new ProofRefusedException(ProofFault.WRONG_LOG);
        }
        NoteLine line = key.line(signature(head.text().getBytes(StandardCharsets.UTF_8)));
        return new Checkpoint(new UnverifiedNote(head.text(), List.of(line)), head);
    }

    /** The line that a witness adds to a checkpoint, whose consistency with what it saw before it has checked. */
    public byte[] cosign(Checkpoint checkpoint, Instant now) {
        require(NoteKind.WITNESS);
        long seconds = now.getEpochSecond();
        TreeHead head = new TreeHead(checkpoint.origin(), checkpoint.size(), checkpoint.hash());
        byte[] signature = signature(Checkpoint.cosigned(seconds, head.text()));
        byte[] timed = ByteBuffer.allocate(Long.BYTES + signature.length)
                .putLong(seconds)
                .put(signature)
                .array();
        return key.line(timed).text().getBytes(StandardCharsets.UTF_8);
    }

    private byte[] signature(byte[] content) {
        byte[] bytes = secret.copyBytes();
        try {
            byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
            Ed25519.sign(bytes, 0, content, 0, content.length, signature, 0);
            return signature;
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private void require(NoteKind kind) {
        if (key.kind() != kind) {
            throw new IllegalStateException("a key for something else");
        }
    }

    @Override
    public void close() {
        secret.close();
    }
}
