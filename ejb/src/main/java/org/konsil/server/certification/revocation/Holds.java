package org.konsil.server.certification.revocation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;
import java.util.UUID;
import org.konsil.server.certification.ApprovalKind;
import org.konsil.server.certification.CertificateReleased;
import org.konsil.server.certification.CertificateSerial;
import org.konsil.server.certification.NotOnHoldException;
import org.konsil.server.certification.OrderApproved;

/**
 * Certificates on hold. A released one is not on the next list, which is what {@code removeFromCRL} says where there are delta
 * lists (RFC 5280, section 5.3.1).
 */
@ApplicationScoped
class Holds {
    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    @Inject
    Event<CertificateReleased> released;

    /** The device whose certificate is on hold, if it is a device's. */
    Optional<UUID> requireHeld(CertificateSerial serial) {
        StoredRevocation held = entities.find(StoredRevocation.class, serial.toString());
        if (held == null || !held.isHold()) {
            throw new NotOnHoldException(serial);
        }
        return held.device();
    }

    void release(@Observes OrderApproved order) {
        if (order.kind() != ApprovalKind.RELEASE) {
            return;
        }
        CertificateSerial serial = CertificateSerial.parse(order.target());
        Optional<UUID> device = requireHeld(serial);
        // It may have been revoked for good while we looked: then nothing is deleted, and the approval is undone.
        int deleted = entities.createQuery(
                        "delete from StoredRevocation r where r.serial = :serial and r.reason = 'certificateHold'")
                .setParameter("serial", serial.toString())
                .executeUpdate();
        if (deleted != 1) {
            throw new NotOnHoldException(serial);
        }
        released.fire(new CertificateReleased(serial, device, order.at()));
    }
}
