package org.konsil.protocol.proof.note;

import org.konsil.protocol.proof.ProofFault;
import org.konsil.protocol.proof.ProofRefusedException;

/** A checkpoint as it came; what it says counts for nothing before {@link #check}. */
public final class UnverifiedCheckpoint {

    /** No checkpoint is longer. */
    public static final int MOST_BYTES = UnverifiedNote.MOST_BYTES;

    private final UnverifiedNote note;
    private final TreeHead head;

    private UnverifiedCheckpoint(UnverifiedNote note) {
        this.note = note;
        this.head = TreeHead.parse(note.text());
    }

    public static UnverifiedCheckpoint parse(byte[] bytes) {
        return new UnverifiedCheckpoint(UnverifiedNote.parse(bytes));
    }

    /** Which log it says it is of, to find the key by. */
    public String claimedOrigin() {
        return head.origin();
    }

    /** How many entries it says there are, to find the key in the first of them; nothing else may rely on it. */
    public long claimedSize() {
        return head.size();
    }

    /** @throws ProofRefusedException if it is of another log, or not signed by this key */
    public Checkpoint check(NoteKey log) {
        if (!head.origin().equals(log.name())) {
            throw new ProofRefusedException(ProofFault.WRONG_LOG);
        }
        note.requireSignedBy(log);
        return new Checkpoint(note, head);
    }
}
