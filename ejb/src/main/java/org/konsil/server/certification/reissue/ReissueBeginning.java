package org.konsil.server.certification.reissue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.konsil.server.certification.ApprovalKind;
import org.konsil.server.certification.OrderApproved;
import org.konsil.server.certification.ReissueBegun;
import org.konsil.server.certification.approval.ApprovalQueue;

/** Begins what an officer asked for, at once or when a second person agreed; the timer of each node finds it. */
@ApplicationScoped
class ReissueBeginning {
    @Inject
    ReissueTable table;

    @Inject
    LivingCertificates certificates;

    @Inject
    ApprovalQueue approvals;

    @Inject
    Event<ReissueBegun> begun;

    @Inject
    Clock clock;

    /** @throws org.konsil.server.certification.ReissueAtWorkException if one of this profile is at work */
    void begin(UUID id, String profile, String officer, @Nullable UUID approval) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        table.begin(id, profile, officer, approval, now, certificates.count(profile, now));
        begun.fire(new ReissueBegun(id, profile, officer, now));
    }

    /** In the transaction of the second voice. */
    void approved(@Observes OrderApproved order) {
        if (order.kind() != ApprovalKind.REISSUE) {
            return;
        }
        UUID id = UUID.fromString(new String(order.content(), StandardCharsets.US_ASCII));
        begin(id, order.target(), approvals.require(order.request()).requester(), order.request());
    }
}
