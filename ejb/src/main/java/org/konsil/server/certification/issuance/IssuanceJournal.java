package org.konsil.server.certification.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.List;

/** Remembers what a CA is about to sign, so that a signature that gets lost in a crash can still be revoked. */
@ApplicationScoped
class IssuanceJournal {
    private static final String FINISH = "update JournalEntry j set j.finishedAt = :at"
            + " where j.serial in :serials and j.finishedAt is null and j.abandonedAt is null";

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    /** Durable when it returns, whatever becomes of the caller's transaction. */
    @Transactional(TxType.REQUIRES_NEW)
    void begin(List<JournalEntry> entries) {
        entries.forEach(entities::persist);
    }

    /**
     * Part of the caller's transaction: finished if the certificate is stored, open if not.
     *
     * @throws IllegalStateException if it took so long that a serial was given up and revoked meanwhile
     */
    @Transactional(TxType.MANDATORY)
    void finish(List<String> serials, Instant at) {
        if (serials.isEmpty()) {
            return;
        }
        int finished = entities.createQuery(FINISH)
                .setParameter("at", at)
                .setParameter("serials", serials)
                .executeUpdate();
        if (finished != serials.size()) {
            throw new IllegalStateException("of these serials one was given up " + serials);
        }
    }
}
