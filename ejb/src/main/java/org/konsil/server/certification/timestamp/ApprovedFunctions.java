package org.konsil.server.certification.timestamp;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.konsil.server.certification.ApprovalKind;
import org.konsil.server.certification.OrderApproved;

/** Which parts of the server two people allowed to hold keys, in the table {@code approved_function}. */
@ApplicationScoped
class ApprovedFunctions {
    private static final String INSERT = "insert into approved_function (profile, approval, approved_at)"
            + " values (:profile, :approval, :at) on conflict (profile) do nothing";

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    boolean isApproved(String profile) {
        return !entities.createNativeQuery("select 1 from approved_function where profile = :profile")
                .setParameter("profile", profile)
                .getResultList()
                .isEmpty();
    }

    void approved(@Observes OrderApproved order) {
        if (order.kind() == ApprovalKind.FUNCTION) {
            entities.createNativeQuery(INSERT)
                    .setParameter("profile", order.target())
                    .setParameter("approval", order.request())
                    .setParameter("at", order.at())
                    .executeUpdate();
        }
    }
}
