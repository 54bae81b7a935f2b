package org.konsil.protocol.proof.witness;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.konsil.protocol.proof.ProofFault;
import org.konsil.protocol.proof.ProofRefusedException;
import org.konsil.protocol.proof.StrictNumber;
import org.konsil.protocol.proof.note.UnverifiedCheckpoint;
import org.konsil.protocol.proof.tree.ConsistencyPath;
import org.konsil.protocol.proof.tree.TreeHash;

/**
 * What a log sends to a witness: its checkpoint, and that it is the one the witness saw last, grown (C2SP tlog-witness,
 * "add-checkpoint"). Nothing of it is checked.
 *
 * @param oldSize how many entries the log had when the witness saw it last, as the log believes; 0 if never
 * @param path from there to the checkpoint
 * @param checkpoint a note, as it is served
 */
public record AddCheckpoint(long oldSize, ConsistencyPath path, byte[] checkpoint) {

    /** More hashes are refused. */
    public static final int MOST_HASHES = 63;

    private static final int HASH_LINE_BYTES = 45;
    private static final int OLD_LINE_BYTES = 24;
    private static final int MOST_PATH_BYTES = OLD_LINE_BYTES + MOST_HASHES * HASH_LINE_BYTES;

    /** No question is longer. */
    public static final int MOST_BYTES = UnverifiedCheckpoint.MOST_BYTES + MOST_PATH_BYTES + 1;

    /** Where a witness takes it, below its address. */
    public static final String NAME = "add-checkpoint";

    /** The media type of the answer that says which size the witness saw last. */
    public static final String SIZE_TYPE = "text/x.tlog.size";

    private static final String OLD = "old ";

    /** @throws ProofRefusedException if it is none, or longer than one may be */
    public static AddCheckpoint parse(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw new ProofRefusedException(ProofFault.TOO_LONG);
        }
        int blank = blankLine(bytes);
        List<String> lines = List.of(new String(bytes, 0, blank, StandardCharsets.US_ASCII).split("\n", -1));
        String old = lines.get(0);
        require(old.startsWith(OLD) && lines.size() <= 1 + MOST_HASHES);
        ConsistencyPath path = new ConsistencyPath(
                lines.stream().skip(1).map(TreeHash::ofBase64).toList());
        long size = StrictNumber.parse(old.substring(OLD.length()));
        return new AddCheckpoint(size, path, Arrays.copyOfRange(bytes, blank + 2, bytes.length));
    }

    /** The request's body. */
    public byte[] encode() {
        StringBuilder text = new StringBuilder(OLD).append(oldSize).append('\n');
        path.hashes().forEach(hash -> text.append(hash.base64()).append('\n'));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(text.append('\n').toString().getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(checkpoint);
        return out.toByteArray();
    }

    private static int blankLine(byte[] bytes) {
        for (int i = 0; i + 1 < bytes.length && i <= MOST_PATH_BYTES; i++) {
            if (bytes[i] == '\n' && bytes[i + 1] == '\n') {
                return i;
            }
        }
        throw new ProofRefusedException(ProofFault.MALFORMED);
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new ProofRefusedException(ProofFault.MALFORMED);
        }
    }
}
