package org.konsil.protocol.proof.note;

import org.konsil.protocol.proof.ProofFault;
import org.konsil.protocol.proof.ProofRefusedException;
import org.konsil.protocol.proof.StrictNumber;
import org.konsil.protocol.proof.tree.TreeHash;

/**
 * What a log says of itself: with so many entries its tree has this hash (C2SP tlog-checkpoint, without extension lines).
 * Nobody signed it yet, or nobody looked.
 *
 * @param origin the log's name, which is its key's name too
 */
public record TreeHead(String origin, long size, TreeHash hash) {

    public TreeHead {
        NoteKey.requireName(origin);
        require(size >= 0);
    }

    /** Reads a checkpoint's text. Extension lines are refused: an auditor could not tell what they mean. */
    static TreeHead parse(String text) {
        String[] lines = text.split("\n", -1);
        require(lines.length == 4 && lines[3].isEmpty());
        return new TreeHead(lines[0], StrictNumber.parse(lines[1]), TreeHash.ofBase64(lines[2]));
    }

    String text() {
        return origin + "\n" + size + "\n" + hash.base64() + "\n";
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new ProofRefusedException(ProofFault.MALFORMED);
        }
    }
}
