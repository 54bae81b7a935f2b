package org.konsil.server.device.removal;

import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import org.konsil.server.certification.CertificateRevoked;
import org.konsil.server.device.DeviceRemoved;

/** The removal with an entity manager of a test's own. */
public final class RemovalFixture {

    private final RevokedDeviceRemoval removal = new RevokedDeviceRemoval();

    public RemovalFixture(EntityManager entities, Event<DeviceRemoved> events) {
        removal.entities = entities;
        removal.removed = events;
    }

    public void on(CertificateRevoked event) {
        removal.on(event);
    }
}
