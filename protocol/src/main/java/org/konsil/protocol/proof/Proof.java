package org.konsil.protocol.proof;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.konsil.protocol.proof.note.Checkpoint;
import org.konsil.protocol.proof.tree.InclusionPath;
import org.konsil.protocol.proof.tree.TreeHash;

/** An entry is at a place in a log: path and signature were checked. */
public final class Proof {

    private final long index;
    private final InclusionPath path;
    private final Checkpoint checkpoint;

    Proof(long index, InclusionPath path, Checkpoint checkpoint) {
        this.index = index;
        this.path = path;
        this.checkpoint = checkpoint;
    }

    /** Checks the path before it becomes a proof, so that none is given out that nobody accepts. */
    public static Proof of(byte[] entry, long index, InclusionPath path, Checkpoint checkpoint) {
        checkpoint.requireIncluded(entry, index, path);
        return new Proof(index, path, checkpoint);
    }

    public long index() {
        return index;
    }

    public Checkpoint checkpoint() {
        return checkpoint;
    }

    /** The file {@code .tlog-proof}. */
    public byte[] encode() {
        return encode("");
    }

    /** The file {@code .tlog-proof} with the entry in it, for those who cannot make it themselves; at most 64 KiB. */
    public byte[] encodeWith(byte[] entry) {
        return encode(UnverifiedProof.EXTRA + StrictBase64.encode(entry) + "\n");
    }

    private byte[] encode(String extra) {
        StringBuilder text =
                new StringBuilder(UnverifiedProof.FIRST_LINE + "\n" + extra + UnverifiedProof.INDEX + index + "\n");
        for (TreeHash hash : path.hashes()) {
            text.append(hash.base64()).append('\n');
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(text.append('\n').toString().getBytes(StandardCharsets.UTF_8));
        out.writeBytes(checkpoint.encode());
        return out.toByteArray();
    }
}
