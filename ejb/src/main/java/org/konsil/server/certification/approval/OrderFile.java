package org.konsil.server.certification.approval;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.konsil.server.access.Caller;
import org.konsil.server.access.Identity;
import org.konsil.server.certification.ApprovalKind;

/** Puts orders into the table {@code approval_request} and finds them by what they ask for. */
@ApplicationScoped
class OrderFile {
    private static final String INSERT = "insert into approval_request (request_id, kind, target, content,"
            + " content_sha256, requester_issuer, requester_subject, concerned_issuer, concerned_subject, filed_at,"
            + " expires_at, state) values (:id, :kind, :target, :content, :digest, :issuer, :subject,"
            + " cast(:concernedIssuer as varchar), cast(:concernedSubject as varchar), :at, :until, 'open')";
    private static final String NEWEST = "select o from StoredOrder o where o.kind = :kind and o.target = :target"
            + " and o.contentSha256 = :digest order by o.filedAt desc";

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    UUID add(Caller requester, Order order, Instant at, Instant until) {
        UUID id = UUID.randomUUID();
        Identity concerned = order.concerned();
        entities.createNativeQuery(INSERT)
                .setParameter("id", id)
                .setParameter("kind", order.kind().text())
                .setParameter("target", order.target())
                .setParameter("content", order.content())
                .setParameter("digest", sha256(order.content()))
                .setParameter("issuer", requester.issuer())
                .setParameter("subject", requester.subject())
                .setParameter("concernedIssuer", concerned == null ? null : concerned.issuer())
                .setParameter("concernedSubject", concerned == null ? null : concerned.subject())
                .setParameter("at", at)
                .setParameter("until", until)
                .executeUpdate();
        return id;
    }

    Optional<UUID> findOpen(Order order, Instant now) {
        return findNewest(order).filter(found -> found.isOpen(now)).map(StoredOrder::id);
    }

    Optional<StoredOrder> findNewest(Order order) {
        return entities.createQuery(NEWEST, StoredOrder.class)
                .setParameter("kind", order.kind().text())
                .setParameter("target", order.target())
                .setParameter("digest", sha256(order.content()))
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    Optional<StoredOrder> findNewest(ApprovalKind kind, String target) {
        return entities.createQuery(
                        "select o from StoredOrder o where o.kind = :kind and o.target = :target order by o.filedAt desc",
                        StoredOrder.class)
                .setParameter("kind", kind.text())
                .setParameter("target", target)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
