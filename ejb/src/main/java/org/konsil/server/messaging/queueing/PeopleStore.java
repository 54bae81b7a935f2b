package org.konsil.server.messaging.queueing;

import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.konsil.server.device.DeviceId;
import org.konsil.server.directory.UserId;
import org.konsil.server.messaging.ConversationId;

/** The table {@code conversation_person}: the groups' own member lists, kept where they can be asked. */
@Dependent
class PeopleStore {

    private static final String INSERT = "insert into conversation_person (conversation_id, user_id)"
            + " select :conversation, unnest(cast(:users as uuid[]))";

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    void replace(ConversationId conversation, Set<UserId> users) {
        entities.createQuery("delete from PersonRow p where p.key.conversation = :conversation")
                .setParameter("conversation", conversation.value())
                .executeUpdate();
        entities.createNativeQuery(INSERT)
                .setParameter("conversation", conversation.value())
                .setParameter("users", users.stream().map(UserId::value).toArray(UUID[]::new))
                .executeUpdate();
    }

    boolean contains(ConversationId conversation, UserId user) {
        return entities.find(PersonRow.class, new PersonRow.Key(conversation.value(), user.value())) != null;
    }

    List<ListedConversation> conversations(UserId user, DeviceId device, ConversationId after, int most) {
        return entities.createQuery(
                        "select c, m from PersonRow p join ConversationRow c on c.id = p.key.conversation"
                                + " left join MembershipRow m on m.conversation = c.id and m.device = :device"
                                + " and m.untilSeq is null"
                                + " where p.key.user = :user and c.id > :after order by c.id",
                        Object[].class)
                .setParameter("device", device.value())
                .setParameter("user", user.value())
                .setParameter("after", after.value())
                .setMaxResults(most)
                .getResultStream()
                .map(row -> listed((ConversationRow) row[0], (MembershipRow) row[1]))
                .toList();
    }

    private static ListedConversation listed(ConversationRow conversation, @Nullable MembershipRow member) {
        boolean welcomed = member != null && member.ackedSeq >= member.fromSeq;
        long acknowledged = member == null ? 0 : member.ackedSeq;
        return new ListedConversation(
                new ConversationId(conversation.id), conversation.epoch, member != null, welcomed, acknowledged);
    }
}
