package org.konsil.server.certification.profile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.konsil.pki.profile.CertificateProfile;
import org.konsil.pki.profile.CertificateProfiles;
import org.konsil.pki.profile.ProfileChange;
import org.konsil.pki.profile.ProfileRefusedException;
import org.konsil.server.certification.ApprovalKind;
import org.konsil.server.certification.OrderApproved;
import org.konsil.server.certification.ProfileChangeRefusedException;
import org.konsil.server.certification.UnknownProfileException;

/** The hospital's changes, in the table {@code profile_revision}: one after another, none ever taken back. */
@ApplicationScoped
class ProfileRevisions {
    private static final String READ = "select revision, change, approval, decided_at from profile_revision"
            + " where name = :name and version = :version order by revision";
    private static final String INSERT = "insert into profile_revision"
            + " (name, version, revision, change, approval, decided_at)"
            + " values (:name, :version, :revision, :change, :approval, :at)";

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    CertificateProfile appliedTo(CertificateProfile profile) {
        CertificateProfile current = profile;
        for (ProfileRevision revision : of(profile)) {
            current = current.changed(revision.revision(), revision.change());
        }
        return current;
    }

    /** The changes of this version, in order. */
    List<ProfileRevision> of(CertificateProfile profile) {
        List<?> rows = entities.createNativeQuery(READ, Object[].class)
                .setParameter("name", profile.name())
                .setParameter("version", profile.version())
                .getResultList();
        List<ProfileRevision> revisions = new ArrayList<>();
        for (Object row : rows) {
            Object[] columns = (Object[]) row;
            revisions.add(new ProfileRevision(
                    ((Number) columns[0]).intValue(),
                    ProfileChange.parse((String) columns[1]),
                    (UUID) columns[2],
                    (Instant) columns[3]));
        }
        return revisions;
    }

    void approved(@Observes OrderApproved order) {
        if (order.kind() != ApprovalKind.PROFILE) {
            return;
        }
        CertificateProfile profile = appliedTo(CertificateProfiles.find(order.target())
                .orElseThrow(() -> new UnknownProfileException(order.target())));
        ProfileChange change = ProfileChange.parse(new String(order.content(), StandardCharsets.UTF_8));
        int revision = profile.revision() + 1;
        try {
            // Another change may have been made while this one waited.
            profile.changed(revision, change);
        } catch (ProfileRefusedException refused) {
            throw new ProfileChangeRefusedException(refused.setting());
        }
        entities.createNativeQuery(INSERT)
                .setParameter("name", profile.name())
                .setParameter("version", profile.version())
                .setParameter("revision", revision)
                .setParameter("change", change.toText())
                .setParameter("approval", order.request())
                .setParameter("at", order.at())
                .executeUpdate();
    }
}
