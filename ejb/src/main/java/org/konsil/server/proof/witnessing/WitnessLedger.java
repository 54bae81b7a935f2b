package org.konsil.server.proof.witnessing;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.konsil.protocol.proof.note.Checkpoint;
import org.konsil.protocol.proof.note.NoteKey;
import org.konsil.server.proof.UnknownProofFileException;
import org.konsil.server.proof.WitnessFault;
import org.konsil.server.proof.WitnessStanding.Seen;

/** What witnesses said, as the database keeps it; each call is durable when it returns. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class WitnessLedger {

    private static final String FIND =
            "select seen_size, seen_at, fault, failing_since from proof_witness" + " where witness = :witness";
    private static final String SAW = "insert into proof_witness (witness, seen_size, seen_at) values (:witness, :size,"
            + " :at) on conflict (witness) do update set seen_size = excluded.seen_size, seen_at = excluded.seen_at,"
            + " fault = null, failing_since = null";
    private static final String FAILED = "insert into proof_witness (witness, seen_size, fault, failing_since) values"
            + " (:witness, 0, :fault, :at) on conflict (witness) do update set fault = excluded.fault,"
            + " failing_since = coalesce(proof_witness.failing_since, excluded.failing_since)";
    private static final String STATE =
            "select witnessed_size, witnessed_note, witnessed_at, waiting_since from proof_witnessing";
    private static final String WAITING =
            "update proof_witnessing set waiting_since = :at where witnessed_size < :size and waiting_since is null";
    private static final String ASKED =
            "update proof_witnessing set asked_size = :size, asked_note = :note where asked_size <= :size";
    private static final String WITNESSED =
            "update proof_witnessing set witnessed_size = :size, witnessed_note = :note,"
                    + " witnessed_at = :at, waiting_since = null where witnessed_size <= :size";

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    /** What is known of a witness. */
    public record Row(Optional<Seen> seen, Optional<WitnessFault> fault, Optional<Instant> failingSince) {}

    /**
     * How far the log was witnessed.
     *
     * @param witnessed the newest one that was signed by enough
     * @param waitingSince since when there is a newer one
     */
    public record State(Optional<byte[]> witnessed, Optional<Seen> at, Optional<Instant> waitingSince) {}

    public Row find(NoteKey witness) {
        List<Object[]> rows = entities.createNativeQuery(FIND, Object[].class)
                .setParameter("witness", witness.text())
                .getResultList();
        return rows.stream()
                .findFirst()
                .map(WitnessLedger::row)
                .orElseGet(() -> new Row(Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private static Row row(Object[] row) {
        return new Row(
                Optional.ofNullable((Instant) row[1]).map(at -> new Seen(((Number) row[0]).longValue(), at)),
                Optional.ofNullable((String) row[2]).map(WitnessFault::valueOf),
                Optional.ofNullable((Instant) row[3]));
    }

    public State state() {
        Object[] row =
                (Object[]) entities.createNativeQuery(STATE, Object[].class).getSingleResult();
        return new State(
                Optional.ofNullable((byte[]) row[1]),
                Optional.ofNullable((Instant) row[2]).map(at -> new Seen(((Number) row[0]).longValue(), at)),
                Optional.ofNullable((Instant) row[3]));
    }

    /** The newest checkpoint that enough witnesses signed, with their signatures. */
    public byte[] requireWitnessed() {
        return state().witnessed().orElseThrow(UnknownProofFileException::new);
    }

    /** There are so many entries now. */
    public void waiting(long size, Instant now) {
        entities.createNativeQuery(WAITING)
                .setParameter("size", size)
                .setParameter("at", now)
                .executeUpdate();
    }

    /** The witness signed this checkpoint, which has its signature, and perhaps more. */
    public void cosigned(NoteKey witness, Checkpoint checkpoint, Instant now) {
        entities.createNativeQuery(SAW)
                .setParameter("witness", witness.text())
                .setParameter("size", checkpoint.size())
                .setParameter("at", now)
                .executeUpdate();
        entities.createNativeQuery(ASKED)
                .setParameter("size", checkpoint.size())
                .setParameter("note", checkpoint.encode())
                .executeUpdate();
    }

    public void failed(NoteKey witness, WitnessFault fault, Instant now) {
        entities.createNativeQuery(FAILED)
                .setParameter("witness", witness.text())
                .setParameter("fault", fault.name())
                .setParameter("at", now)
                .executeUpdate();
    }

    /** Enough witnesses signed this checkpoint. */
    public void witnessed(Checkpoint checkpoint, Instant now) {
        entities.createNativeQuery(WITNESSED)
                .setParameter("size", checkpoint.size())
                .setParameter("note", checkpoint.encode())
                .setParameter("at", now)
                .executeUpdate();
    }
}
