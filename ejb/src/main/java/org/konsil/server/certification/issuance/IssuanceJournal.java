package org.konsil.server.certification.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.UUID;
import org.konsil.pki.issuance.IssuanceTicket;
import org.konsil.server.certification.CertificateSerial;

/** Remembers what the CA is about to sign, so that a signature that gets lost in a crash can still be revoked. */
@ApplicationScoped
class IssuanceJournal {

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    /** Durable when it returns, whatever becomes of the caller's transaction. */
    @Transactional(TxType.REQUIRES_NEW)
    void begin(IssuanceTicket ticket, UUID device, Instant at) {
        entities.persist(new JournalEntry(ticket, device, at));
    }

    /** Part of the caller's transaction: finished if the certificate is stored, open if not. */
    @Transactional(TxType.MANDATORY)
    void finish(IssuanceTicket ticket, Instant at) {
        entities.createQuery("update JournalEntry j set j.finishedAt = :at where j.serial = :serial")
                .setParameter("at", at)
                .setParameter("serial", new CertificateSerial(ticket.serial()).toString())
                .executeUpdate();
    }
}
