package org.konsil.server.messaging.queueing;

import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.konsil.server.device.DeviceId;
import org.konsil.server.messaging.ConversationId;

/** The table {@code membership}. */
@Dependent
class MembershipStore {

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    List<MembershipRow> current(ConversationId conversation) {
        return entities.createQuery(
                        "select m from MembershipRow m where m.conversation = :conversation and m.untilSeq is null"
                                + " order by m.leaf",
                        MembershipRow.class)
                .setParameter("conversation", conversation.value())
                .getResultList();
    }

    Optional<MembershipRow> current(ConversationId conversation, DeviceId device) {
        return select(
                        "select m from MembershipRow m where m.device = :device and m.conversation = :conversation"
                                + " and m.reading = true and m.untilSeq is null",
                        device)
                .setParameter("conversation", conversation.value())
                .getResultStream()
                .findFirst();
    }

    List<ConversationId> conversations(DeviceId device) {
        return entities.createQuery(
                        "select m.conversation from MembershipRow m where m.device = :device and m.untilSeq is null"
                                + " order by m.conversation",
                        UUID.class)
                .setParameter("device", device.value())
                .getResultStream()
                .map(ConversationId::new)
                .toList();
    }

    boolean anyCurrent(ConversationId conversation, Collection<DeviceId> devices) {
        return !entities.createQuery(
                        "select m.id from MembershipRow m where m.conversation = :conversation and m.device in :devices"
                                + " and m.reading = true and m.untilSeq is null",
                        Long.class)
                .setParameter("conversation", conversation.value())
                .setParameter("devices", devices.stream().map(DeviceId::value).toList())
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /** All that a device may still read, former conversations included. */
    List<MembershipRow> readable(DeviceId device) {
        return select(
                        "select m from MembershipRow m where m.device = :device and m.reading = true"
                                + " order by m.conversation",
                        device)
                .getResultList();
    }

    Optional<MembershipRow> readable(ConversationId conversation, DeviceId device) {
        return select(
                        "select m from MembershipRow m where m.device = :device and m.conversation = :conversation"
                                + " and m.reading = true",
                        device)
                .setParameter("conversation", conversation.value())
                .getResultStream()
                .findFirst();
    }

    private TypedQuery<MembershipRow> select(String query, DeviceId device) {
        return entities.createQuery(query, MembershipRow.class).setParameter("device", device.value());
    }

    void end(ConversationId conversation, Set<Integer> leaves, long seq) {
        if (leaves.isEmpty()) {
            return;
        }
        entities.createQuery("update MembershipRow m set m.untilSeq = :seq"
                        + " where m.conversation = :conversation and m.untilSeq is null and m.leaf in :leaves")
                .setParameter("seq", seq)
                .setParameter("conversation", conversation.value())
                .setParameter("leaves", leaves)
                .executeUpdate();
    }

    /** A device that comes back keeps its cursor, so that its log stays without a gap, and has one row. */
    void begin(ConversationId conversation, Member member) {
        MembershipRow row = new MembershipRow(conversation, member);
        Optional<MembershipRow> former = readable(conversation, member.device());
        if (former.isPresent()) {
            row.ackedSeq = former.get().ackedSeq;
            entities.remove(former.get());
            entities.flush();
        }
        entities.persist(row);
    }

    /**
     * How far those came who are furthest behind; null if there is nobody.
     *
     * @param ofReaders of all that may still read
     * @param ofMembers of the current members that read
     */
    record Lowest(@Nullable Long ofReaders, @Nullable Long ofMembers) {}

    Lowest lowest(ConversationId conversation) {
        Object[] row = entities.createQuery(
                        "select min(m.ackedSeq), min(case when m.untilSeq is null then m.ackedSeq end) from MembershipRow m"
                                + " where m.conversation = :conversation and m.reading = true",
                        Object[].class)
                .setParameter("conversation", conversation.value())
                .getSingleResult();
        return new Lowest((Long) row[0], (Long) row[1]);
    }

    void silence(DeviceId device) {
        entities.createQuery("update MembershipRow m set m.reading = false where m.device = :device")
                .setParameter("device", device.value())
                .executeUpdate();
    }

    /** Those who left and have nothing more to fetch. */
    long deleteFormer() {
        return entities.createQuery("delete from MembershipRow m where m.untilSeq is not null and not exists"
                        + " (select 1 from EnvelopeRow e where e.conversation = m.conversation"
                        + " and e.seq > m.ackedSeq and e.seq <= m.untilSeq and m.reading = true)")
                .executeUpdate();
    }
}
