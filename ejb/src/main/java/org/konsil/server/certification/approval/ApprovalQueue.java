package org.konsil.server.certification.approval;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.konsil.server.access.Caller;
import org.konsil.server.access.Identity;
import org.konsil.server.access.Role;
import org.konsil.server.certification.ApprovalClosedException;
import org.konsil.server.certification.ApprovalDecided;
import org.konsil.server.certification.ApprovalFiled;
import org.konsil.server.certification.ApprovalKind;
import org.konsil.server.certification.ApprovalState;
import org.konsil.server.certification.OrderApproved;
import org.konsil.server.certification.OwnApprovalException;
import org.konsil.server.certification.RefusalReason;
import org.konsil.server.certification.UnknownApprovalException;

/**
 * Four eyes: an order is carried out when two different people agreed, one of them an approver, neither of them the one whom
 * it is about. An officer who files an order for somebody else has agreed by doing so.
 */
@Stateless
public class ApprovalQueue {
    private static final Set<Role> OFFICERS = Set.of(Role.REGISTRATION_OFFICER, Role.APPROVER, Role.IT_OPERATOR);

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    @Inject
    ApprovalSettings settings;

    @Inject
    OrderFile file;

    @Inject
    Votes votes;

    @Inject
    Event<ApprovalFiled> filed;

    @Inject
    Event<ApprovalDecided> decided;

    @Inject
    Event<OrderApproved> approved;

    @Inject
    Clock clock;

    /** Files the order, or finds the same one still open. */
    public UUID file(Caller requester, Order order) {
        Instant now = now();
        Optional<UUID> open = file.findOpen(order, now);
        if (open.isPresent()) {
            return open.get();
        }
        UUID id = file.add(requester, order, now, now.plus(settings.life()));
        filed.fire(new ApprovalFiled(id, order.kind(), order.target(), requester.subject(), now));
        boolean own = requester.identity().equals(order.concerned());
        if (!own && requester.roles().stream().anyMatch(OFFICERS::contains)) {
            votes.add(id, requester, now);
        }
        return id;
    }

    /**
     * The same for an order of another feature.
     *
     * @param concerned whom it is about, who has no voice then
     */
    public UUID file(Caller requester, ApprovalKind kind, String target, byte[] content, Optional<Identity> concerned) {
        return file(requester, new Order(kind, target, content, concerned.orElse(null)));
    }

    /** The newest request of this kind and target. */
    public Optional<UUID> findNewest(ApprovalKind kind, String target) {
        return file.findNewest(kind, target).map(StoredOrder::id);
    }

    /**
     * Agrees; with the second voice the order is carried out, in this transaction.
     *
     * @throws OwnApprovalException if the officer is the one whom it is about, or has agreed already
     * @throws ApprovalClosedException if it was decided, or its time is over
     */
    public void approve(Caller officer, UUID id) {
        StoredOrder order = requireOpen(officer, id);
        Instant now = now();
        votes.add(id, officer, now);
        if (votes.suffice(id)) {
            order.end(ApprovalState.APPROVED);
            approved.fire(new OrderApproved(id, order.kind(), order.target(), order.content(), now));
            decided.fire(decision(order, votes.of(id), now));
        }
    }

    /** One officer's no ends it. Refuses as {@link #approve} does. */
    public void reject(Caller officer, UUID id, RefusalReason reason) {
        StoredOrder order = requireOpen(officer, id);
        order.refuse(reason);
        decided.fire(decision(order, List.of(officer.subject()), now()));
    }

    /** All that wait for somebody, the oldest first. */
    public List<FiledOrder> open() {
        return entities.createQuery(
                        "select o from StoredOrder o where o.state = 'open' and o.expiresAt > :now order by o.filedAt",
                        StoredOrder.class)
                .setParameter("now", now())
                .getResultStream()
                .map(order -> order.toFiled(votes.of(order.id()).size()))
                .toList();
    }

    /** What became of the newest order of this kind, target and content. */
    public Optional<FiledOrder> findNewest(Order order) {
        return file.findNewest(order)
                .map(found -> found.toFiled(votes.of(found.id()).size()));
    }

    /** Who asked for it and who agreed so far. */
    public Set<Identity> deciders(UUID id) {
        return votes.people(id);
    }

    /**
     * All that those who decide may see of it.
     *
     * @throws UnknownApprovalException if there is none of that id
     */
    public OrderDetails requireDetails(UUID id) {
        StoredOrder order = entities.find(StoredOrder.class, id);
        if (order == null) {
            throw new UnknownApprovalException(id);
        }
        return order.toDetails(votes.voices(id));
    }

    /** @throws UnknownApprovalException if there is none of that id */
    public FiledOrder require(UUID id) {
        StoredOrder order = entities.find(StoredOrder.class, id);
        if (order == null) {
            throw new UnknownApprovalException(id);
        }
        return order.toFiled(votes.of(id).size());
    }

    /** Ends what nobody decided in time. */
    public void expire() {
        Instant now = now();
        List<StoredOrder> late = entities.createQuery(
                        "select o from StoredOrder o where o.state = 'open' and o.expiresAt <= :now", StoredOrder.class)
                .setParameter("now", now)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
        for (StoredOrder order : late) {
            order.end(ApprovalState.EXPIRED);
            decided.fire(decision(order, List.of(), now));
        }
    }

    private StoredOrder requireOpen(Caller officer, UUID id) {
        StoredOrder order = entities.find(StoredOrder.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (order == null) {
            throw new UnknownApprovalException(id);
        }
        if (!order.isOpen(now())) {
            throw new ApprovalClosedException(id);
        }
        if (order.concerns(officer)) {
            throw new OwnApprovalException(id);
        }
        return order;
    }

    private static ApprovalDecided decision(StoredOrder order, List<String> voters, Instant at) {
        return new ApprovalDecided(
                order.id(), order.kind(), order.target(), order.state(), order.requester(), voters, at);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
