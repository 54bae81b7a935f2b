package org.konsil.server.device.hardware;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.konsil.server.certification.ApprovalDecided;
import org.konsil.server.certification.ApprovalKind;
import org.konsil.server.certification.ApprovalState;
import org.konsil.server.certification.OrderApproved;
import org.konsil.server.device.HardwareState;
import org.konsil.server.device.UnknownHardwareException;

/** Does what two people agreed on, and forgets what one of them refused or nobody decided. */
@ApplicationScoped
class DecidedHardware {

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    @Inject
    Clock clock;

    void approve(@Observes OrderApproved order) {
        if (order.kind() != ApprovalKind.HARDWARE) {
            return;
        }
        UUID id = UUID.fromString(order.target());
        StoredHardware hardware = entities.find(StoredHardware.class, id);
        if (hardware == null || hardware.state() != HardwareState.ASKED) {
            throw new UnknownHardwareException(id);
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        hardware.become(HardwareState.APPROVED, now);
    }

    void forget(@Observes ApprovalDecided decision) {
        if (decision.kind() == ApprovalKind.HARDWARE && decision.outcome() != ApprovalState.APPROVED) {
            entities.createQuery("delete from StoredHardware h where h.id = :id and h.state = 'asked'")
                    .setParameter("id", UUID.fromString(decision.target()))
                    .executeUpdate();
        }
    }
}
