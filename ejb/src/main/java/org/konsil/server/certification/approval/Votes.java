package org.konsil.server.certification.approval;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.konsil.server.access.Caller;
import org.konsil.server.access.Identity;
import org.konsil.server.access.Role;
import org.konsil.server.certification.OwnApprovalException;

/** Who agreed, in the table {@code approval_vote}: each person once. */
@ApplicationScoped
class Votes {
    private static final String INSERT = "insert into approval_vote (request_id, issuer, subject, approver, voted_at)"
            + " values (:request, :issuer, :subject, :approver, :at) on conflict do nothing";

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    /** @throws OwnApprovalException if this person has voted before */
    void add(UUID request, Caller officer, Instant at) {
        int added = entities.createNativeQuery(INSERT)
                .setParameter("request", request)
                .setParameter("issuer", officer.issuer())
                .setParameter("subject", officer.subject())
                .setParameter("approver", officer.roles().contains(Role.APPROVER))
                .setParameter("at", at)
                .executeUpdate();
        if (added != 1) {
            throw new OwnApprovalException(request);
        }
    }

    /** The subjects of those who agreed, in order. */
    List<String> of(UUID request) {
        return entities.createNativeQuery(
                        "select subject from approval_vote where request_id = :request order by voted_at, subject",
                        Object.class)
                .setParameter("request", request)
                .getResultStream()
                .map(String.class::cast)
                .toList();
    }

    /** Those who agreed, in order. */
    List<OrderDetails.Voice> voices(UUID request) {
        List<OrderDetails.Voice> voices = new ArrayList<>();
        for (Object row : entities.createNativeQuery(
                        "select issuer, subject, approver, voted_at from approval_vote where request_id = :request"
                                + " order by voted_at, subject",
                        Object[].class)
                .setParameter("request", request)
                .getResultList()) {
            Object[] columns = (Object[]) row;
            Identity person = new Identity((String) columns[0], (String) columns[1]);
            voices.add(new OrderDetails.Voice(person, (Boolean) columns[2], (Instant) columns[3]));
        }
        return voices;
    }

    /** Those who agreed, and who asked: an officer who asks has agreed, anybody else has not. */
    Set<Identity> people(UUID request) {
        Set<Identity> people = new HashSet<>();
        for (Object row : entities.createNativeQuery(
                        "select issuer, subject from approval_vote where request_id = :request"
                                + " union select requester_issuer, requester_subject from approval_request"
                                + " where request_id = :request",
                        Object[].class)
                .setParameter("request", request)
                .getResultList()) {
            Object[] columns = (Object[]) row;
            people.add(new Identity((String) columns[0], (String) columns[1]));
        }
        return people;
    }

    /** Two different people, one of them an approver. */
    boolean suffice(UUID request) {
        Object enough = entities.createNativeQuery(
                        "select count(*) >= 2 and coalesce(bool_or(approver), false) from approval_vote"
                                + " where request_id = :request",
                        Boolean.class)
                .setParameter("request", request)
                .getSingleResult();
        return Boolean.TRUE.equals(enough);
    }
}
