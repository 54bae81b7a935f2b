package org.konsil.server.proof.proving;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.konsil.protocol.proof.KeyStatement;
import org.konsil.protocol.proof.ProofRefusedException;
import org.konsil.protocol.proof.note.Checkpoint;
import org.konsil.protocol.proof.note.NoteKey;
import org.konsil.protocol.proof.note.UnverifiedCheckpoint;
import org.konsil.protocol.proof.tile.EntryBundle;
import org.konsil.protocol.proof.tile.TilePath;
import org.konsil.protocol.proof.tree.TreeHash;
import org.konsil.server.proof.UnknownProofFileException;

/** The log's files (C2SP tlog-tiles), as they follow from its tables. All that is there was signed. */
@Stateless
public class PublishedLog {

    /** With the cosignatures so far, if it was shown to witnesses already. */
    private static final String CHECKPOINT = "select coalesce(w.asked_note, c.note) from proof_checkpoint c"
            + " left join proof_witnessing w on w.asked_size = c.size order by c.size desc limit 1";

    private static final String HASHES = "select hashes from proof_tile where level = :level and position = :position";
    private static final String ENTRIES =
            "select body from proof_entry where position >= :from and position < :to order by position";

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    /** The newest one. */
    public byte[] checkpoint() {
        return first(entities.createNativeQuery(CHECKPOINT, byte[].class).getResultList());
    }

    /** The newest one, checked with the key of the first entry; nothing if the log has not begun. */
    public Optional<Checkpoint> signed() {
        List<byte[]> notes =
                entities.createNativeQuery(CHECKPOINT, byte[].class).getResultList();
        return notes.stream()
                .findFirst()
                .map(note -> UnverifiedCheckpoint.parse(note).check(requireKey()));
    }

    /** The log's key, as its first entry says. */
    public NoteKey requireKey() {
        return KeyStatement.parse(first(bodies(0, 1))).key();
    }

    /** @param name below the log's address, such as {@code tile/0/000.p/17} */
    public byte[] file(String name) {
        TilePath path = parse(name);
        return path.level().isPresent() ? hashes(path) : entries(path);
    }

    private byte[] hashes(TilePath path) {
        byte[] hashes = first(entities.createNativeQuery(HASHES, byte[].class)
                .setParameter("level", path.level().orElseThrow())
                .setParameter("position", path.index())
                .getResultList());
        int length = path.width() * TreeHash.BYTES;
        if (hashes.length < length) {
            throw new UnknownProofFileException();
        }
        return Arrays.copyOf(hashes, length);
    }

    private byte[] entries(TilePath path) {
        long from = path.index() * TilePath.FULL;
        List<byte[]> bodies = bodies(from, from + path.width());
        if (bodies.size() < path.width()) {
            throw new UnknownProofFileException();
        }
        return EntryBundle.encode(bodies);
    }

    private List<byte[]> bodies(long from, long to) {
        return entities.createNativeQuery(ENTRIES, byte[].class)
                .setParameter("from", from)
                .setParameter("to", to)
                .getResultList();
    }

    private static byte[] first(List<byte[]> rows) {
        return rows.stream().findFirst().orElseThrow(UnknownProofFileException::new);
    }

    private static TilePath parse(String name) {
        try {
            return TilePath.parse(name);
        } catch (ProofRefusedException noName) {
            throw new UnknownProofFileException();
        }
    }
}
