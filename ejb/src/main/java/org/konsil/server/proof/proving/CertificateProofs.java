package org.konsil.server.proof.proving;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.konsil.protocol.proof.Proof;
import org.konsil.protocol.proof.note.Checkpoint;
import org.konsil.protocol.proof.note.NoteKey;
import org.konsil.protocol.proof.note.UnverifiedCheckpoint;
import org.konsil.protocol.proof.tile.Tile;
import org.konsil.protocol.proof.tile.TileNodes;
import org.konsil.protocol.proof.tile.TilePath;
import org.konsil.protocol.proof.tree.TreeProofs;
import org.konsil.server.proof.UnknownProofFileException;

/** That a certificate is in the log (N12), for whoever holds it or meets it. */
@Stateless
public class CertificateProofs {

    /** The expression of the index proof_entry_certificate. */
    private static final String ENTRY = "select position, body from proof_entry where substring(encode(body, 'escape')"
            + " from '^\\{\"at\":\"[^\"]*\",\"kind\":\"certificate-issued\".*\"sha256\":\"([0-9a-f]{64})\"') = :sha256"
            + " order by position limit 1";

    private static final String WITNESSED =
            "select witnessed_note from proof_witnessing where witnessed_size > :position";

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    @Inject
    PublishedLog log;

    /**
     * The proof and in it the entry, checked before it leaves: below the checkpoint that was witnessed last, or below the newest if
     * the entry is newer than that.
     *
     * @param sha256 of the certificate's DER, lower-case hexadecimal
     * @return C2SP tlog-proof
     * @throws UnknownProofFileException if it is not in the log, or not yet
     */
    public byte[] require(String sha256) {
        List<Object[]> rows = entities.createNativeQuery(ENTRY, Object[].class)
                .setParameter("sha256", sha256)
                .getResultList();
        if (rows.isEmpty()) {
            throw new UnknownProofFileException();
        }
        long position = ((Number) rows.get(0)[0]).longValue();
        byte[] entry = (byte[]) rows.get(0)[1];
        Checkpoint checkpoint = checkpoint(position);
        Map<TilePath, Tile> read = new HashMap<>();
        TreeProofs proofs =
                new TreeProofs(new TileNodes(checkpoint.size(), path -> read.computeIfAbsent(path, this::tile)));
        return Proof.of(entry, position, proofs.inclusion(position, checkpoint.size()), checkpoint)
                .encodeWith(entry);
    }

    private Checkpoint checkpoint(long position) {
        NoteKey key = log.requireKey();
        List<byte[]> witnessed = entities.createNativeQuery(WITNESSED, byte[].class)
                .setParameter("position", position)
                .getResultList();
        return witnessed.isEmpty()
                ? log.signed().orElseThrow(UnknownProofFileException::new)
                : UnverifiedCheckpoint.parse(witnessed.get(0)).check(key);
    }

    private Tile tile(TilePath path) {
        return Tile.decode(log.file(path.text()), path.width());
    }
}
