package org.konsil.server.certification.acme;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.konsil.server.certification.AcmeRefusal;
import org.konsil.server.certification.AcmeRefusedException;

/** Finds accounts by id and by key. */
@ApplicationScoped
class AccountTable {

    private static final String INSERT = "insert into acme_account (account_id, thumbprint, jwk, status, created_at)"
            + " values (:id, :thumbprint, :jwk, 'valid', :at) on conflict (thumbprint) do nothing";

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    Optional<AccountRow> find(UUID id) {
        return Optional.ofNullable(entities.find(AccountRow.class, id));
    }

    /** Nobody else changes it before the transaction ends. */
    AccountRow lock(UUID id) {
        AccountRow row = entities.find(AccountRow.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (row == null) {
            throw new AcmeRefusedException(AcmeRefusal.UNKNOWN_ACCOUNT);
        }
        return row;
    }

    Optional<AccountRow> find(AccountKey key) {
        return entities.createQuery("select a from AccountRow a where a.thumbprint = :key", AccountRow.class)
                .setParameter("key", key.thumbprint())
                .getResultStream()
                .findFirst();
    }

    /** Nobody else opens an account with the key, or changes one to it, before the transaction ends. */
    void lock(AccountKey key) {
        entities.createNativeQuery("select 1 from pg_advisory_xact_lock(hashtextextended(:key, 4))", Integer.class)
                .setParameter("key", key.thumbprint())
                .getSingleResult();
    }

    /** False if another transaction was first with this key. */
    boolean add(UUID id, AccountKey key, Instant at) {
        return entities.createNativeQuery(INSERT)
                        .setParameter("id", id)
                        .setParameter("thumbprint", key.thumbprint())
                        .setParameter("jwk", key.json())
                        .setParameter("at", at)
                        .executeUpdate()
                == 1;
    }
}
