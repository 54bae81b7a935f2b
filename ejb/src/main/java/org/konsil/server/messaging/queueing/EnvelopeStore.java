package org.konsil.server.messaging.queueing;

import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.konsil.server.messaging.ConversationId;
import org.konsil.server.messaging.MessageId;

/** The tables {@code envelope} and {@code accepted_message}. */
@Dependent
class EnvelopeStore {

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    void add(EnvelopeRow envelope, LogMoment moment) {
        entities.persist(envelope);
        entities.persist(new AcceptedRow(envelope, moment));
        entities.flush();
        entities.detach(envelope);
    }

    Optional<AcceptedRow> findAccepted(ConversationId conversation, MessageId message) {
        return entities.createQuery(
                        "select a from AcceptedRow a where a.conversation = :conversation and a.message = :message",
                        AcceptedRow.class)
                .setParameter("conversation", conversation.value())
                .setParameter("message", message.value())
                .getResultStream()
                .findFirst();
    }

    Optional<EnvelopeRow> findCommit(ConversationId conversation, long epoch) {
        return entities.createQuery(
                        "select e from EnvelopeRow e where e.conversation = :conversation and e.epoch = :epoch"
                                + " and e.kind = :commit",
                        EnvelopeRow.class)
                .setParameter("conversation", conversation.value())
                .setParameter("epoch", epoch)
                .setParameter("commit", EnvelopeRow.COMMIT)
                .getResultStream()
                .findFirst();
    }

    List<EnvelopeRow> read(ConversationId conversation, long after, long until, int most) {
        return entities.createQuery(
                        "select e from EnvelopeRow e where e.conversation = :conversation and e.seq > :after"
                                + " and e.seq <= :until order by e.seq",
                        EnvelopeRow.class)
                .setParameter("conversation", conversation.value())
                .setParameter("after", after)
                .setParameter("until", until)
                .setMaxResults(most)
                .getResultList();
    }

    /** Deletes what everybody has; the answers to repeats go at their time. */
    void delete(ConversationId conversation, long upTo) {
        entities.createQuery("delete from EnvelopeRow e where e.conversation = :conversation and e.seq <= :upTo")
                .setParameter("conversation", conversation.value())
                .setParameter("upTo", upTo)
                .executeUpdate();
    }

    long deleteExpired(Instant now) {
        return entities.createQuery("delete from EnvelopeRow e where e.expiresAt <= :now")
                .setParameter("now", now)
                .executeUpdate();
    }

    /** Those of messages that still wait for somebody stay. */
    long deleteExpiredRepeats(Instant now) {
        return entities.createQuery("delete from AcceptedRow a where a.expiresAt <= :now and not exists"
                        + " (select 1 from EnvelopeRow e where e.conversation = a.conversation and e.seq = a.seq)")
                .setParameter("now", now)
                .executeUpdate();
    }

    Optional<Instant> oldest() {
        return oldest("EnvelopeRow");
    }

    Optional<Instant> oldestRepeat() {
        return oldest("AcceptedRow");
    }

    private Optional<Instant> oldest(String rows) {
        return Optional.ofNullable(entities.createQuery("select min(r.receivedAt) from " + rows + " r", Instant.class)
                .getSingleResult());
    }
}
