package org.konsil.server.certification.order;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.konsil.server.certification.AcmeRefusal;
import org.konsil.server.certification.AcmeRefusedException;
import org.konsil.server.certification.CertificateSerial;

/** Finds orders and their authorizations; what is another account's is not there. */
@ApplicationScoped
class OrderTable {

    private static final String OPEN = "select count(o) from OrderRow o where o.accountId = :account"
            + " and o.status in ('pending', 'ready') and o.expiresAt > :now";
    private static final String PAGE = "select o from OrderRow o where o.accountId = :account and o.status <> 'invalid'"
            + " and (o.status = 'valid' or o.expiresAt > :now)";
    private static final String IN_ORDER = " order by o.createdAt desc, o.id desc";
    private static final String AFTER = " and (o.createdAt < (select c.createdAt from OrderRow c where c.id = :cursor)"
            + " or o.createdAt = (select c.createdAt from OrderRow c where c.id = :cursor) and o.id <= :cursor)";

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    void add(OrderRow order, List<AuthorizationRow> authorizations) {
        entities.persist(order);
        entities.flush();
        authorizations.forEach(entities::persist);
    }

    OrderRow require(UUID account, UUID id) {
        return own(account, entities.find(OrderRow.class, id));
    }

    /** Nobody else changes it before the transaction ends. */
    OrderRow lock(UUID account, UUID id) {
        return own(account, entities.find(OrderRow.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    /** The authorization and its order, both locked; the order first, as everywhere. */
    AuthorizationRow lockAuthorization(UUID id) {
        AuthorizationRow found = entities.find(AuthorizationRow.class, id);
        if (found == null) {
            throw notFound();
        }
        // What was read before the lock may be of yesterday.
        entities.refresh(entities.find(OrderRow.class, found.order(), LockModeType.PESSIMISTIC_WRITE));
        entities.refresh(found);
        return found;
    }

    AuthorizationRow requireAuthorization(UUID account, UUID id) {
        AuthorizationRow found = entities.find(AuthorizationRow.class, id);
        if (found == null) {
            throw notFound();
        }
        require(account, found.order());
        return found;
    }

    OrderRow orderOf(AuthorizationRow authorization) {
        return entities.find(OrderRow.class, authorization.order());
    }

    List<AuthorizationRow> authorizations(UUID order) {
        return entities.createQuery(
                        "select a from AuthorizationRow a where a.orderId = :order order by a.name",
                        AuthorizationRow.class)
                .setParameter("order", order)
                .getResultList();
    }

    long countOpen(UUID account, Instant now) {
        return entities.createQuery(OPEN, Long.class)
                .setParameter("account", account)
                .setParameter("now", now)
                .getSingleResult();
    }

    /** The newest first, from the cursor on. */
    List<OrderRow> page(UUID account, Optional<UUID> cursor, int size, Instant now) {
        String query = PAGE + (cursor.isPresent() ? AFTER : "") + IN_ORDER;
        var typed = entities.createQuery(query, OrderRow.class)
                .setParameter("account", account)
                .setParameter("now", now)
                .setMaxResults(size);
        cursor.ifPresent(id -> typed.setParameter("cursor", require(account, id).id()));
        return typed.getResultList();
    }

    /** The account whose order led to the certificate first. */
    Optional<UUID> findOwner(CertificateSerial serial) {
        return entities.createQuery(
                        "select o.accountId from OrderRow o where o.serial = :serial order by o.createdAt, o.id",
                        UUID.class)
                .setParameter("serial", serial.toString())
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    boolean isReplaced(CertificateSerial serial) {
        return entities.createQuery(
                                "select count(o) from OrderRow o where o.replaces = :serial and o.status <> 'invalid'",
                                Long.class)
                        .setParameter("serial", serial.toString())
                        .getSingleResult()
                > 0;
    }

    /** How many of the names the account has proven, in orders whose time is not up. */
    long countProven(UUID account, List<String> names, Instant now) {
        return entities.createQuery(
                        "select count(distinct a.name) from AuthorizationRow a, OrderRow o where o.id = a.orderId"
                                + " and o.accountId = :account and a.status = 'valid' and a.name in :names"
                                + " and o.expiresAt > :now",
                        Long.class)
                .setParameter("account", account)
                .setParameter("names", names)
                .setParameter("now", now)
                .getSingleResult();
    }

    /** Ends what nobody completed, so that what it was to replace can be replaced; forgets it a week later. */
    void expire(Instant now, Instant forgetBefore) {
        entities.createQuery("update OrderRow o set o.status = 'invalid' where o.status in ('pending', 'ready')"
                        + " and o.expiresAt <= :now")
                .setParameter("now", now)
                .executeUpdate();
        entities.createQuery("delete from OrderRow o where o.status = 'invalid' and o.expiresAt <= :before")
                .setParameter("before", forgetBefore)
                .executeUpdate();
    }

    private static OrderRow own(UUID account, OrderRow order) {
        if (order == null || !order.account().equals(account)) {
            throw notFound();
        }
        return order;
    }

    private static AcmeRefusedException notFound() {
        return new AcmeRefusedException(AcmeRefusal.NOT_FOUND);
    }
}
