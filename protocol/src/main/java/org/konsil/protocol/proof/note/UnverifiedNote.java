package org.konsil.protocol.proof.note;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.konsil.protocol.proof.ProofFault;
import org.konsil.protocol.proof.ProofRefusedException;

/** A text with signatures under it, of which none was checked (C2SP signed-note). */
final class UnverifiedNote {

    /** Sixteen post-quantum signatures and some more fit in. */
    static final int MOST_BYTES = 128 * 1024;

    private static final int MOST_LINES = 64;

    private final String text;
    private final List<NoteLine> lines;

    UnverifiedNote(String text, List<NoteLine> lines) {
        this.text = text;
        this.lines = List.copyOf(lines);
    }

    static UnverifiedNote parse(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw new ProofRefusedException(ProofFault.TOO_LONG);
        }
        String note = utf8(bytes);
        require(note.endsWith("\n") && note.chars().allMatch(c -> c >= ' ' || c == '\n'));
        int blank = note.lastIndexOf("\n\n");
        require(blank >= 0);
        List<NoteLine> lines = new ArrayList<>();
        String signatures = note.substring(blank + 2);
        require(!signatures.isEmpty());
        for (String line : signatures.substring(0, signatures.length() - 1).split("\n", -1)) {
            require(lines.size() < MOST_LINES);
            lines.add(NoteLine.parse(line));
        }
        return new UnverifiedNote(note.substring(0, blank + 1), lines);
    }

    String text() {
        return text;
    }

    /** The signature that says it is by this key; two of them are refused, since one might be looked at and the other meant. */
    Optional<NoteLine> lineOf(NoteKey key) {
        List<NoteLine> own = lines.stream().filter(key::made).toList();
        require(own.size() <= 1);
        return own.stream().findFirst();
    }

    /** The log's signature over the text, nothing else. */
    void requireSignedBy(NoteKey log) {
        NoteLine line = lineOf(log).orElseThrow(() -> new ProofRefusedException(ProofFault.UNSIGNED));
        if (log.kind() != NoteKind.LOG || !log.verifies(text.getBytes(StandardCharsets.UTF_8), line.signature())) {
            throw new ProofRefusedException(ProofFault.SIGNATURE_FORGED);
        }
    }

    UnverifiedNote with(NoteLine line) {
        List<NoteLine> more = new ArrayList<>(lines);
        more.removeIf(old -> old.name().equals(line.name()) && Arrays.equals(old.keyId(), line.keyId()));
        more.add(line);
        return new UnverifiedNote(text, more);
    }

    byte[] encode() {
        StringBuilder note = new StringBuilder(text).append('\n');
        lines.forEach(line -> note.append(line.text()));
        return note.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notText) {
            throw new ProofRefusedException(ProofFault.MALFORMED);
        }
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new ProofRefusedException(ProofFault.MALFORMED);
        }
    }
}
