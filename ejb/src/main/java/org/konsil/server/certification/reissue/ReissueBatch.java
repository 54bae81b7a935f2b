package org.konsil.server.certification.reissue;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.konsil.pki.profile.CertificateProfile;
import org.konsil.pki.profile.CertificateProfile.Trait;
import org.konsil.pki.profile.SubjectNames;
import org.konsil.server.certification.CertificateSerial;
import org.konsil.server.certification.ReissueEnded;
import org.konsil.server.certification.ReissueRefusal;
import org.konsil.server.certification.ReissueState;
import org.konsil.server.certification.SubjectDirectory;
import org.konsil.server.certification.approval.ApprovalQueue;
import org.konsil.server.certification.issuance.BatchIssuance;
import org.konsil.server.certification.issuance.CertificateWish;
import org.konsil.server.certification.profile.ProfileBook;
import org.konsil.server.certification.request.HolderNames;

/**
 * Some certificates at a time, in one transaction. What it did and how far it came are committed together: whatever breaks
 * off is done again from the same place, and the serials that the journal has of it are revoked by the sweeper.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ReissueBatch {
    /** A CA that fails so often in a row is not tried again without an officer: each try costs a batch of serials. */
    static final int MOST_FAILURES = 3;

    @Inject
    ReissueTable table;

    @Inject
    ReissueParts parts;

    @Inject
    ReissueRefusals refusals;

    @Inject
    ReissueSettings settings;

    @Inject
    LivingCertificates certificates;

    @Inject
    ProfileBook profiles;

    @Inject
    ApprovalQueue approvals;

    @Inject
    SubjectDirectory subjects;

    @Inject
    HolderNames holders;

    @Inject
    BatchIssuance issuance;

    @Inject
    Event<ReissueEnded> ended;

    @Inject
    Clock clock;

    /** Those that have something to do, the oldest first. */
    public List<UUID> running() {
        return table.running();
    }

    /**
     * Does the next batch; durable when it returns.
     *
     * @return false if there is nothing to do: it is over or halted, or others work on the last parts
     * @throws RuntimeException if the CA cannot sign; nothing was issued then
     */
    public boolean next(UUID id) {
        Optional<ReissueRow> running = table.find(id).filter(row -> row.state() == ReissueState.RUNNING);
        if (running.isEmpty()) {
            return false;
        }
        Optional<ReissueParts.Part> part = parts.claim(id);
        if (part.isEmpty()) {
            finish(running.get());
            return false;
        }
        perform(running.get(), part.get());
        return true;
    }

    /** The batch could not be signed. */
    public void failed(UUID id) {
        ReissueRow row = table.lock(id);
        if (row.state() == ReissueState.RUNNING) {
            row.fail(MOST_FAILURES);
        }
    }

    private void perform(ReissueRow row, ReissueParts.Part part) {
        List<HolderNames.Present> living = certificates.next(row.profile(), row.begunAt(), part, settings.batch());
        if (living.isEmpty()) {
            parts.end(part);
            return;
        }
        CertificateProfile profile = profiles.require(row.profile());
        Map<CertificateSerial, ReissueRefusal> refused = new HashMap<>();
        List<HolderNames.Present> permitted = withoutDeciders(row, profile, living, refused);
        Map<CertificateSerial, SubjectNames> names = holders.find(profile, permitted);
        List<BatchIssuance.Renewal> renewals = new ArrayList<>();
        for (HolderNames.Present each : permitted) {
            SubjectNames own = names.get(each.serial());
            if (own == null) {
                refused.put(each.serial(), ReissueRefusal.HOLDER_REFUSED);
                continue;
            }
            byte[] key = each.certificate().getPublicKey().getEncoded();
            renewals.add(new BatchIssuance.Renewal(
                    each.serial(), new CertificateWish(row.profile(), key, own, each.holder())));
        }
        BatchIssuance.Outcome outcome = issuance.issue(profile, renewals, row.begunAt());
        refused.putAll(outcome.refused());
        refusals.add(row.id(), refused);
        parts.advance(part, living.get(living.size() - 1).serial(), outcome.issued());
        if (outcome.issued() > 0) {
            table.succeeded(row.id());
        }
    }

    /** Two people decided about everybody's certificates but their own. */
    private List<HolderNames.Present> withoutDeciders(
            ReissueRow row,
            CertificateProfile profile,
            List<HolderNames.Present> living,
            Map<CertificateSerial, ReissueRefusal> refused) {
        Set<UUID> deciders = profile.has(Trait.FOUR_EYES) ? deciders(row) : Set.of();
        List<HolderNames.Present> permitted = new ArrayList<>();
        for (HolderNames.Present each : living) {
            if (each.holder().user().filter(deciders::contains).isPresent()) {
                refused.put(each.serial(), ReissueRefusal.HOLDER_DECIDED);
            } else {
                permitted.add(each);
            }
        }
        return permitted;
    }

    /** @throws IllegalStateException if the profile has demanded two people only since it began, which one alone had asked for */
    private Set<UUID> deciders(ReissueRow row) {
        UUID approval =
                row.approval().orElseThrow(() -> new IllegalStateException("not approved: re-issue " + row.id()));
        return approvals.deciders(approval).stream()
                .flatMap(person -> subjects.findUser(person).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private void finish(ReissueRow row) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (table.finish(row.id(), now)) {
            ended.fire(new ReissueEnded(row.id(), row.profile(), ReissueState.DONE, Optional.empty(), now));
        }
    }
}
