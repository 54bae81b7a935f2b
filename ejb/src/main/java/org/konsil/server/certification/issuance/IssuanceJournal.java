package org.konsil.server.certification.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import org.konsil.pki.issuance.IssuanceTicket;
import org.konsil.server.certification.CertificateSerial;

/** Remembers what a CA is about to sign, so that a signature that gets lost in a crash can still be revoked. */
@ApplicationScoped
class IssuanceJournal {
    private static final String FINISH = "update JournalEntry j set j.finishedAt = :at"
            + " where j.serial = :serial and j.finishedAt is null and j.abandonedAt is null";

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    /** Durable when it returns, whatever becomes of the caller's transaction. */
    @Transactional(TxType.REQUIRES_NEW)
    void begin(JournalEntry entry) {
        entities.persist(entry);
    }

    /**
     * Part of the caller's transaction: finished if the certificate is stored, open if not.
     *
     * @throws IllegalStateException if it took so long that the serial was given up and revoked meanwhile
     */
    @Transactional(TxType.MANDATORY)
    void finish(IssuanceTicket ticket, Instant at) {
        int finished = entities.createQuery(FINISH)
                .setParameter("at", at)
                .setParameter("serial", new CertificateSerial(ticket.serial()).toString())
                .executeUpdate();
        if (finished != 1) {
            throw new IllegalStateException("the serial was given up " + new CertificateSerial(ticket.serial()));
        }
    }
}
