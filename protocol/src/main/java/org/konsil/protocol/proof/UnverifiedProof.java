package org.konsil.protocol.proof;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.konsil.protocol.proof.note.Checkpoint;
import org.konsil.protocol.proof.note.NoteKey;
import org.konsil.protocol.proof.note.UnverifiedCheckpoint;
import org.konsil.protocol.proof.tree.InclusionPath;
import org.konsil.protocol.proof.tree.TreeHash;

/** That an entry is in a log, as somebody says: a file {@code .tlog-proof} (C2SP tlog-proof). Shows nothing before {@link #check}. */
public final class UnverifiedProof {

    private static final int MOST_EXTRA_CHARACTERS = 88 * 1024;
    private static final int MOST_PATH_BYTES = 4 * 1024;

    /** No proof is longer. */
    public static final int MOST_BYTES = UnverifiedCheckpoint.MOST_BYTES + MOST_EXTRA_CHARACTERS + MOST_PATH_BYTES;

    static final String FIRST_LINE = "c2sp.org/tlog-proof@v1";
    static final String EXTRA = "extra ";
    static final String INDEX = "index ";

    private final byte[] extra;
    private final long index;
    private final InclusionPath path;
    private final UnverifiedCheckpoint checkpoint;

    private UnverifiedProof(byte[] extra, long index, InclusionPath path, UnverifiedCheckpoint checkpoint) {
        this.extra = extra;
        this.index = index;
        this.path = path;
        this.checkpoint = checkpoint;
    }

    public static UnverifiedProof parse(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw new ProofRefusedException(ProofFault.TOO_LONG);
        }
        int blank = blankLine(bytes);
        String proof = new String(bytes, 0, blank, StandardCharsets.US_ASCII);
        List<String> lines = new ArrayList<>(List.of(proof.split("\n", -1)));
        require(lines.size() >= 2 && lines.remove(0).equals(FIRST_LINE));
        byte[] extra = new byte[0];
        if (lines.get(0).startsWith(EXTRA)) {
            String text = lines.remove(0).substring(EXTRA.length());
            require(text.length() <= MOST_EXTRA_CHARACTERS && !lines.isEmpty());
            extra = StrictBase64.decode(text);
        }
        long index = index(lines.remove(0));
        InclusionPath path =
                new InclusionPath(lines.stream().map(TreeHash::ofBase64).toList());
        byte[] note = Arrays.copyOfRange(bytes, blank + 2, bytes.length);
        return new UnverifiedProof(extra, index, path, UnverifiedCheckpoint.parse(note));
    }

    /** What its maker put beside it, such as the entry; nobody signed it, {@link #check} shows whether it is the entry. */
    public byte[] extra() {
        return extra.clone();
    }

    /**
     * Checks the signature first, and the path against what was signed.
     *
     * @throws ProofRefusedException if this entry is not at its place in this log
     */
    public Proof check(NoteKey log, byte[] entry) {
        Checkpoint checked = checkpoint.check(log);
        checked.requireIncluded(entry, index, path);
        return new Proof(index, path, checked);
    }

    private static int blankLine(byte[] bytes) {
        for (int i = 0; i + 1 < bytes.length && i <= MOST_EXTRA_CHARACTERS + MOST_PATH_BYTES; i++) {
            if (bytes[i] == '\n' && bytes[i + 1] == '\n') {
                return i;
            }
        }
        throw new ProofRefusedException(ProofFault.MALFORMED);
    }

    private static long index(String line) {
        return StrictNumber.parse(line.startsWith(INDEX) ? line.substring(INDEX.length()) : "");
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new ProofRefusedException(ProofFault.MALFORMED);
        }
    }
}
