package org.konsil.server.device.removal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.konsil.server.certification.CertificateRevoked;
import org.konsil.server.device.DeviceId;
import org.konsil.server.device.DeviceRemoved;
import org.konsil.server.directory.UserId;

/** Puts a device out in the transaction that revokes its certificate; the first revocation counts. */
@ApplicationScoped
class RevokedDeviceRemoval {

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    @Inject
    Event<DeviceRemoved> removed;

    void on(@Observes CertificateRevoked revoked) {
        revoked.device().ifPresent(device -> putOut(device, revoked.at()));
    }

    private void putOut(UUID device, Instant at) {
        int updated = entities.createQuery(
                        "update StoredDevice d set d.removedAt = :at where d.deviceId = :device and d.removedAt is null")
                .setParameter("at", at.truncatedTo(ChronoUnit.MICROS))
                .setParameter("device", device)
                .executeUpdate();
        if (updated == 1) {
            UUID owner = entities.createQuery(
                            "select d.userId from StoredDevice d where d.deviceId = :device", UUID.class)
                    .setParameter("device", device)
                    .getSingleResult();
            removed.fire(new DeviceRemoved(new DeviceId(device), new UserId(owner), at));
        }
    }
}
