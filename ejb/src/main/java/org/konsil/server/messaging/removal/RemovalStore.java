package org.konsil.server.messaging.removal;

import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.konsil.server.device.DeviceId;
import org.konsil.server.messaging.ConversationId;

/** The table {@code group_removal}. */
@Dependent
class RemovalStore {

    private static final String INSERT = "insert into group_removal (conversation_id, device_id, since)"
            + " values (:conversation, :device, :since) on conflict do nothing";

    private static final String OPEN = "select r.conversation_id from group_removal r"
            + " join conversation c on c.id = r.conversation_id where r.epoch is null or r.epoch < c.epoch"
            + " group by r.conversation_id order by random()";

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    void add(ConversationId conversation, DeviceId device, Instant since) {
        entities.createNativeQuery(INSERT)
                .setParameter("conversation", conversation.value())
                .setParameter("device", device.value())
                .setParameter("since", since)
                .executeUpdate();
    }

    List<RemovalRow> all(ConversationId conversation) {
        return entities.createQuery(
                        "select r from RemovalRow r where r.key.conversation = :conversation order by r.key.device",
                        RemovalRow.class)
                .setParameter("conversation", conversation.value())
                .getResultList();
    }

    /** Conversations with a removal that is not proposed in their epoch. */
    List<ConversationId> open(int most) {
        return entities.createNativeQuery(OPEN, UUID.class).setMaxResults(most).getResultList().stream()
                .map(id -> new ConversationId((UUID) id))
                .toList();
    }

    void remove(RemovalRow row) {
        entities.remove(row);
    }
}
