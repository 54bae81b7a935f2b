package org.konsil.protocol.proof.note;

import java.util.Arrays;
import org.konsil.protocol.proof.ProofFault;
import org.konsil.protocol.proof.ProofRefusedException;
import org.konsil.protocol.proof.StrictBase64;

/** A line at the end of a note: whose signature it says it is, and the signature. */
record NoteLine(String name, byte[] keyId, byte[] signature) {

    private static final String DASH = "\u2014 ";
    private static final int ID_BYTES = 4;

    static NoteLine parse(String line) {
        String[] parts = line.startsWith(DASH) ? line.substring(DASH.length()).split(" ", -1) : new String[0];
        if (parts.length != 2) {
            throw new ProofRefusedException(ProofFault.MALFORMED);
        }
        NoteKey.requireName(parts[0]);
        byte[] bytes = StrictBase64.decode(parts[1]);
        if (bytes.length <= ID_BYTES) {
            throw new ProofRefusedException(ProofFault.MALFORMED);
        }
        return new NoteLine(
                parts[0], Arrays.copyOf(bytes, ID_BYTES), Arrays.copyOfRange(bytes, ID_BYTES, bytes.length));
    }

    String text() {
        byte[] bytes = Arrays.copyOf(keyId, ID_BYTES + signature.length);
        System.arraycopy(signature, 0, bytes, ID_BYTES, signature.length);
        return DASH + name + " " + StrictBase64.encode(bytes) + "\n";
    }
}
