package org.konsil.server.certification.reissue;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.konsil.pki.profile.CertificateProfile;
import org.konsil.pki.profile.CertificateProfile.Trait;
import org.konsil.server.access.Caller;
import org.konsil.server.certification.ApprovalClosedException;
import org.konsil.server.certification.ApprovalKind;
import org.konsil.server.certification.ApprovalState;
import org.konsil.server.certification.CertificateSerial;
import org.konsil.server.certification.FreshSignIn;
import org.konsil.server.certification.ReissueDiffersException;
import org.konsil.server.certification.ReissueEnded;
import org.konsil.server.certification.ReissueOverException;
import org.konsil.server.certification.ReissueResumed;
import org.konsil.server.certification.ReissueState;
import org.konsil.server.certification.UnknownProfileException;
import org.konsil.server.certification.UnknownReissueException;
import org.konsil.server.certification.approval.ApprovalQueue;
import org.konsil.server.certification.approval.FiledOrder;
import org.konsil.server.certification.approval.Order;
import org.konsil.server.certification.authority.Authorities;
import org.konsil.server.certification.profile.ProfileBook;

/** Where officers have all living certificates of a profile made anew, watch it, and stop it. */
@Stateless
public class ReissueDesk {
    @Inject
    ReissueTable table;

    @Inject
    ReissueRefusals refusals;

    @Inject
    ReissueBeginning beginning;

    @Inject
    ProfileBook profiles;

    @Inject
    Authorities authorities;

    @Inject
    ApprovalQueue approvals;

    @Inject
    Event<ReissueResumed> resumed;

    @Inject
    Event<ReissueEnded> ended;

    @Inject
    Clock clock;

    /**
     * Begins it, or has two people asked if the profile demands that; durable when it returns. The same again changes nothing.
     *
     * @param id chosen by whoever asks
     * @return the approval, while it is waited for
     * @throws org.konsil.server.certification.EnrolmentForbiddenException if this profile is not theirs
     * @throws org.konsil.server.certification.StaleAuthenticationException if they signed in too long ago
     * @throws UnknownProfileException if its CA is not here
     * @throws ReissueDiffersException if the id is that of another
     * @throws org.konsil.server.certification.ReissueAtWorkException if one of this profile is at work
     * @throws ApprovalClosedException if an officer refused
     */
    public Optional<UUID> ask(Caller officer, UUID id, String profileName) {
        ReissueRules.require(profileName, officer);
        FreshSignIn.require(officer, profileName, clock.instant());
        Optional<ReissueRow> present = table.find(id);
        if (present.isPresent()) {
            if (!present.get().profile().equals(profileName)) {
                throw new ReissueDiffersException(id);
            }
            return Optional.empty();
        }
        CertificateProfile profile = profiles.require(profileName);
        if (!authorities.present().contains(profile.issuer())) {
            throw new UnknownProfileException(profileName);
        }
        if (profile.has(Trait.FOUR_EYES)) {
            return Optional.of(file(officer, id, profileName));
        }
        beginning.begin(id, profileName, officer.subject(), null);
        return Optional.empty();
    }

    private UUID file(Caller officer, UUID id, String profile) {
        Order order = new Order(ApprovalKind.REISSUE, profile, id.toString().getBytes(StandardCharsets.US_ASCII), null);
        Optional<FiledOrder> refused =
                approvals.findNewest(order).filter(filed -> filed.state() == ApprovalState.REJECTED);
        if (refused.isPresent()) {
            throw new ApprovalClosedException(refused.get().id());
        }
        return approvals.file(officer, order);
    }

    /** @throws UnknownReissueException if none of that id has begun */
    public Reissue require(UUID id) {
        return table.find(id).map(table::count).orElseThrow(() -> new UnknownReissueException(id));
    }

    /** The newest fifty, the newest first. */
    public List<Reissue> newest() {
        return table.newest().stream().map(table::count).toList();
    }

    /**
     * Those that got none, in the order of their serials.
     *
     * @param after the last one of the page before, or nothing
     */
    public List<RefusedReissue> refused(UUID id, Optional<CertificateSerial> after, int most) {
        require(id);
        return refusals.page(id, after, most);
    }

    /**
     * Stops it after the batches that are being signed now; what was issued stays good. A repeat changes nothing.
     *
     * @throws UnknownReissueException if none of that id has begun
     * @throws ReissueOverException if it is done
     */
    public void cancel(Caller officer, UUID id) {
        ReissueRow row = table.lock(id);
        ReissueRules.require(row.profile(), officer);
        if (row.state() == ReissueState.DONE) {
            throw new ReissueOverException(id);
        }
        if (row.state() != ReissueState.CANCELED) {
            Instant now = now();
            row.end(ReissueState.CANCELED, now);
            ended.fire(new ReissueEnded(id, row.profile(), ReissueState.CANCELED, Optional.of(officer.subject()), now));
        }
    }

    /**
     * Lets one go on that halted because the CA could not sign. A repeat changes nothing.
     *
     * @throws UnknownReissueException if none of that id has begun
     * @throws ReissueOverException if it is done or canceled
     */
    public void resume(Caller officer, UUID id) {
        ReissueRow row = table.lock(id);
        ReissueRules.require(row.profile(), officer);
        if (row.state().isOver()) {
            throw new ReissueOverException(id);
        }
        if (row.state() == ReissueState.HALTED) {
            row.resume();
            resumed.fire(new ReissueResumed(id, officer.subject(), now()));
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
