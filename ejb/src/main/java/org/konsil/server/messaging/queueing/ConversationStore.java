package org.konsil.server.messaging.queueing;

import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;
import org.konsil.server.messaging.ConversationId;

/** The tables {@code conversation} and {@code conversation_group}. */
@Dependent
class ConversationStore {

    private static final String INSERT = "insert into conversation"
            + " (id, epoch, last_seq, delivered_seq, founding_digest, founded_at) values (:id, 0, 0, 0, :digest, :at)"
            + " on conflict (id) do nothing";

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    Optional<ConversationRow> find(ConversationId id) {
        return Optional.ofNullable(entities.find(ConversationRow.class, id.value()));
    }

    /** Reads the row as it is now and keeps everybody else from it until the transaction ends. */
    Optional<ConversationRow> lock(ConversationId id) {
        ConversationRow row = entities.find(ConversationRow.class, id.value(), LockModeType.PESSIMISTIC_WRITE);
        if (row != null) {
            // What this transaction has changed of it so far must not be lost by reading it again.
            entities.flush();
            entities.refresh(row, LockModeType.PESSIMISTIC_WRITE);
        }
        return Optional.ofNullable(row);
    }

    /** Adds it if the id is free; otherwise nothing changes. Waits for another transaction that is adding it. */
    boolean add(ConversationRow row, byte[] groupInfo) {
        int added = entities.createNativeQuery(INSERT)
                .setParameter("id", row.id)
                .setParameter("digest", row.foundingDigest)
                .setParameter("at", row.foundedAt)
                .executeUpdate();
        if (added == 1) {
            entities.persist(new GroupRow(row.id, groupInfo));
        }
        return added == 1;
    }

    byte[] groupInfo(ConversationId id) {
        return entities.createQuery("select g.groupInfo from GroupRow g where g.conversation = :id", byte[].class)
                .setParameter("id", id.value())
                .getSingleResult();
    }

    void replaceGroupInfo(ConversationId id, byte[] groupInfo) {
        entities.createQuery("update GroupRow g set g.groupInfo = :groupInfo where g.conversation = :id")
                .setParameter("groupInfo", groupInfo)
                .setParameter("id", id.value())
                .executeUpdate();
    }
}
