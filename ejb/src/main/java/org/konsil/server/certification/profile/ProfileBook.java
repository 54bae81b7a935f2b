package org.konsil.server.certification.profile;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.konsil.pki.profile.CertificateProfile;
import org.konsil.pki.profile.CertificateProfiles;
import org.konsil.pki.profile.ProfileChange;
import org.konsil.pki.profile.ProfileRefusedException;
import org.konsil.server.access.Caller;
import org.konsil.server.certification.ApprovalKind;
import org.konsil.server.certification.ProfileChangeRefusedException;
import org.konsil.server.certification.UnknownProfileException;
import org.konsil.server.certification.approval.ApprovalQueue;
import org.konsil.server.certification.approval.Order;

/** The profiles as they are in force: the makers' version with the hospital's changes, in order. */
@Stateless
public class ProfileBook {
    @Inject
    ProfileRevisions revisions;

    @Inject
    ApprovalQueue approvals;

    /** @throws UnknownProfileException if there is none of that name */
    public CertificateProfile require(String name) {
        CertificateProfile profile =
                CertificateProfiles.find(name).orElseThrow(() -> new UnknownProfileException("of another name"));
        return revisions.appliedTo(profile);
    }

    /**
     * The hospital's changes, in order.
     *
     * @throws UnknownProfileException if there is none of that name
     */
    public List<ProfileRevision> revisions(String name) {
        return revisions.of(
                CertificateProfiles.find(name).orElseThrow(() -> new UnknownProfileException("of another name")));
    }

    /** All of them. */
    public List<CertificateProfile> all() {
        return CertificateProfiles.all().stream().map(revisions::appliedTo).toList();
    }

    /**
     * Asks for a change, which needs two people; the id of the request.
     *
     * @throws ProfileChangeRefusedException if the change would widen the profile or break it
     */
    public UUID ask(Caller officer, String name, ProfileChange change) {
        CertificateProfile profile = require(name);
        try {
            profile.changed(profile.revision() + 1, change);
        } catch (ProfileRefusedException refused) {
            throw new ProfileChangeRefusedException(refused.setting());
        }
        byte[] content = change.toText().getBytes(StandardCharsets.UTF_8);
        return approvals.file(officer, new Order(ApprovalKind.PROFILE, name, content, null));
    }

    /**
     * The same for whoever saw the profile at this revision; nothing is asked if it was changed since.
     *
     * @throws ProfileChangeRefusedException if the change would widen the profile or break it
     */
    public Optional<UUID> askIfUnchanged(Caller officer, String name, int revision, ProfileChange change) {
        return require(name).revision() == revision ? Optional.of(ask(officer, name, change)) : Optional.empty();
    }
}
