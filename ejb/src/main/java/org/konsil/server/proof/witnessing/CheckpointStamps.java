package org.konsil.server.proof.witnessing;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.konsil.pki.timestamp.TimeStampQuestion;
import org.konsil.server.certification.timestamp.TimeStampDesk;
import org.konsil.server.proof.UnknownProofFileException;

/** Each day the newest checkpoint gets a time stamp (RFC 3161): what was in the log then cannot have been made up later. */
@Stateless
public class CheckpointStamps {

    static final Duration EACH = Duration.ofDays(1);

    private static final String NEWEST_CHECKPOINT =
            "select size, note from proof_checkpoint order by size desc limit 1";
    private static final String NEWEST_STAMP =
            "select size, note, reply, at from proof_stamp order by size desc limit 1";
    private static final String INSERT = "insert into proof_stamp (size, note, reply, at)"
            + " values (:size, :note, :reply, :at) on conflict (size) do nothing";

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    @Inject
    TimeStampDesk authority;

    @Inject
    Clock clock;

    private final SecureRandom random = new SecureRandom();

    /**
     * The newest one.
     *
     * @throws UnknownProofFileException if there is none yet
     */
    public StampedCheckpoint newest() {
        return find().orElseThrow(UnknownProofFileException::new);
    }

    /** Has the newest checkpoint stamped if the last one is a day old; nothing while nobody permitted this server to stamp. */
    public void stampIfDue() {
        Instant now = clock.instant();
        Optional<StampedCheckpoint> last = find();
        if (last.filter(stamped -> now.isBefore(stamped.at().plus(EACH))).isPresent()) {
            return;
        }
        List<Object[]> newest =
                entities.createNativeQuery(NEWEST_CHECKPOINT, Object[].class).getResultList();
        for (Object[] row : newest) {
            long size = ((Number) row[0]).longValue();
            if (last.filter(stamped -> stamped.size() == size).isEmpty()) {
                stamp(size, (byte[]) row[1]);
            }
        }
    }

    private void stamp(long size, byte[] note) {
        TimeStampQuestion question = new TimeStampQuestion(sha256(note), random);
        Optional<byte[]> reply = authority.answer(question.encoded());
        if (reply.isEmpty()) {
            return;
        }
        Instant at = question.timeIn(reply.get())
                .orElseThrow(() -> new IllegalStateException("the proof log's checkpoint was not stamped"));
        entities.createNativeQuery(INSERT)
                .setParameter("size", size)
                .setParameter("note", note)
                .setParameter("reply", reply.get())
                .setParameter("at", at)
                .executeUpdate();
    }

    private Optional<StampedCheckpoint> find() {
        List<Object[]> rows =
                entities.createNativeQuery(NEWEST_STAMP, Object[].class).getResultList();
        return rows.stream()
                .findFirst()
                .map(row -> new StampedCheckpoint(
                        ((Number) row[0]).longValue(), (byte[]) row[1], (byte[]) row[2], (Instant) row[3]));
    }

    private static byte[] sha256(byte[] note) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(note);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
