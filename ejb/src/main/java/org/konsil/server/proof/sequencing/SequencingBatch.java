package org.konsil.server.proof.sequencing;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.konsil.protocol.proof.ProofRefusedException;
import org.konsil.protocol.proof.note.Checkpoint;
import org.konsil.protocol.proof.note.NoteKey;
import org.konsil.protocol.proof.note.NoteSigner;
import org.konsil.protocol.proof.note.UnverifiedCheckpoint;
import org.konsil.server.proof.SigningRefusedException;

/** Integrates what waits: entries, tiles, checkpoint and the end of the waiting, all of it or nothing. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class SequencingBatch {

    static final int MOST = 1000;

    @Resource(lookup = "java:jboss/datasources/KonsilDS")
    DataSource database;

    @Inject
    LogKey key;

    /**
     * What became of a batch.
     *
     * @param more whether the outbox may hold what was there before it
     */
    public record Signed(Checkpoint checkpoint, boolean more) {}

    /**
     * The next of what waits, durable when this returns; nothing if nobody waits, or nobody vouches for a log's key yet.
     *
     * @throws SigningRefusedException if that would contradict what was signed before
     */
    public Optional<Signed> next() {
        try (Connection connection = database.getConnection()) {
            return next(new LogTables(connection));
        } catch (SQLException failure) {
            throw new IllegalStateException("the proof log was not written", failure);
        }
    }

    /**
     * Compares the whole log with its checkpoint, and that with what this node knows was signed. Without a transaction: it may
     * take longer than one may last, and nothing that it reads changes.
     *
     * @throws SigningRefusedException if they differ
     */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public void check() {
        try (Connection connection = database.getConnection()) {
            check(new LogTables(connection));
        } catch (SQLException failure) {
            throw new IllegalStateException("the proof log was not read", failure);
        }
    }

    void check(LogTables tables) throws SQLException {
        if (!key.hasSigned() && tables.newestCheckpoint().isEmpty()) {
            return;
        }
        NoteSigner signer = key.signer(true);
        // In this order: another node may sign meanwhile, and remembers only what is in the log already.
        Optional<Checkpoint> remembered = key.remembered(signer.key());
        Optional<Checkpoint> signed = tables.newestCheckpoint().map(note -> signed(note, signer.key()));
        open(tables, signer, signed, remembered);
        if (signed.isPresent()) {
            new SelfCheck(tables).require(signed.get());
        }
    }

    Optional<Signed> next(LogTables tables) throws SQLException {
        if (!key.hasVoucher()) {
            return Optional.empty();
        }
        tables.lock();
        List<LogTables.Waiting> waiting = tables.take(MOST);
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        Optional<byte[]> last = tables.newestCheckpoint();
        NoteSigner signer = key.signer(last.isPresent());
        Optional<Checkpoint> signed = last.map(note -> signed(note, signer.key()));
        LogGrowth growth = open(tables, signer, signed, key.remembered(signer.key()));
        List<byte[]> entries = new ArrayList<>();
        if (last.isEmpty()) {
            entries.add(key.statement(signer.key()).entry());
        }
        waiting.forEach(event -> entries.add(event.entry()));
        return Optional.of(new Signed(growth.append(entries), waiting.size() == MOST));
    }

    private static LogGrowth open(
            LogTables tables, NoteSigner signer, Optional<Checkpoint> signed, Optional<Checkpoint> remembered)
            throws SQLException {
        LogGrowth growth = LogGrowth.open(tables, signer, signed);
        remembered.ifPresent(growth::requireGrownFrom);
        return growth;
    }

    private static Checkpoint signed(byte[] note, NoteKey log) {
        try {
            return UnverifiedCheckpoint.parse(note).check(log);
        } catch (ProofRefusedException foreign) {
            throw new SigningRefusedException("the proof log's checkpoint is not signed by its key", foreign);
        }
    }
}
