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

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    Optional<ConversationRow> find(ConversationId id) {
        return Optional.ofNullable(entities.find(ConversationRow.class, id.value()));
    }

    /** Reads the row as it is now and keeps everybody else from it until the transaction ends. */
    Optional<ConversationRow> lock(ConversationId id) {
        ConversationRow row = entities.find(ConversationRow.class, id.value(), LockModeType.PESSIMISTIC_WRITE);
        if (row != null) {
            entities.refresh(row, LockModeType.PESSIMISTIC_WRITE);
        }
        return Optional.ofNullable(row);
    }

    void add(ConversationRow row, byte[] groupInfo) {
        entities.persist(row);
        entities.flush();
        entities.persist(new GroupRow(row.id, groupInfo));
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
