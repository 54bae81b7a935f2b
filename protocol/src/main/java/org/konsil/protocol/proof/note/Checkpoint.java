package org.konsil.protocol.proof.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.konsil.protocol.proof.ProofFault;
import org.konsil.protocol.proof.ProofRefusedException;
import org.konsil.protocol.proof.tree.ConsistencyPath;
import org.konsil.protocol.proof.tree.InclusionPath;
import org.konsil.protocol.proof.tree.TreeHash;

/** A tree head whose log's signature was checked. */
public final class Checkpoint {

    private static final int TIME_BYTES = Long.BYTES;

    private final UnverifiedNote note;
    private final TreeHead head;

    Checkpoint(UnverifiedNote note, TreeHead head) {
        this.note = note;
        this.head = head;
    }

    public String origin() {
        return head.origin();
    }

    public long size() {
        return head.size();
    }

    public TreeHash hash() {
        return head.hash();
    }

    /** As it is served and kept, cosignatures included. */
    public byte[] encode() {
        return note.encode();
    }

    /** The entry lies at this place of this log. */
    public void requireIncluded(byte[] entry, long index, InclusionPath path) {
        path.check(TreeHash.ofLeaf(entry), index, head.size(), head.hash());
    }

    /** This tree is the earlier one, grown. */
    public void requireGrownFrom(Checkpoint earlier, ConsistencyPath path) {
        if (!earlier.origin().equals(origin())) {
            throw new ProofRefusedException(ProofFault.WRONG_LOG);
        }
        path.check(earlier.size(), earlier.hash(), size(), hash());
    }

    /**
     * Who of these witnesses saw it, and when. Signatures of others are passed over; a wrong one of these is refused.
     *
     * @param witnesses keys of kind {@link NoteKind#WITNESS}
     */
    public List<Cosignature> cosignatures(Collection<NoteKey> witnesses) {
        return witnesses.stream()
                .map(this::cosignature)
                .flatMap(Optional::stream)
                .toList();
    }

    /** This checkpoint and one more signature of a witness, which was checked. */
    public Checkpoint with(NoteKey witness, byte[] cosignatureLine) {
        NoteLine line = NoteLine.parse(oneLine(cosignatureLine));
        if (!witness.made(line)) {
            throw new ProofRefusedException(ProofFault.UNSIGNED);
        }
        Checkpoint more = new Checkpoint(note.with(line), head);
        more.cosignature(witness);
        return more;
    }

    private Optional<Cosignature> cosignature(NoteKey witness) {
        if (witness.kind() != NoteKind.WITNESS) {
            throw new IllegalArgumentException("not the key of a witness");
        }
        return note.lineOf(witness).map(line -> {
            byte[] signed = line.signature();
            require(signed.length == TIME_BYTES + Ed25519.SIGNATURE_SIZE);
            long seconds = ByteBuffer.wrap(signed).getLong();
            byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
            System.arraycopy(signed, TIME_BYTES, signature, 0, signature.length);
            require(witness.verifies(cosigned(seconds, note.text()), signature));
            return new Cosignature(witness, time(seconds));
        });
    }

    /** What a witness signs (C2SP tlog-cosignature, "Ed25519 signed message"). */
    static byte[] cosigned(long seconds, String text) {
        return ("cosignature/v1\ntime " + seconds + "\n" + text).getBytes(StandardCharsets.UTF_8);
    }

    private static Instant time(long seconds) {
        require(seconds >= 0);
        try {
            return Instant.ofEpochSecond(seconds);
        } catch (DateTimeException noTime) {
            throw new ProofRefusedException(ProofFault.MALFORMED);
        }
    }

    private static String oneLine(byte[] line) {
        String text = new String(line, StandardCharsets.UTF_8);
        if (line.length > UnverifiedNote.MOST_BYTES
                || !text.endsWith("\n")
                || text.indexOf('\n') != text.length() - 1) {
            throw new ProofRefusedException(ProofFault.MALFORMED);
        }
        return text.substring(0, text.length() - 1);
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new ProofRefusedException(ProofFault.SIGNATURE_FORGED);
        }
    }
}
