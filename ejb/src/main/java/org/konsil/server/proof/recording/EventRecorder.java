package org.konsil.server.proof.recording;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.konsil.server.certification.CertificateIssued;
import org.konsil.server.certification.CertificateRevoked;
import org.konsil.server.device.DeviceRegistered;
import org.konsil.server.device.DeviceRemoved;

/**
 * Every act that can be proven later, one method each. What it writes is durable if and only if the act is: both are in one
 * transaction, and a failure here undoes the act.
 */
@ApplicationScoped
class EventRecorder {

    private static final String INSERT = "insert into proof_outbox (kind, at, subject) values (:kind, :at, :subject)";

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    void deviceRegistered(@Observes DeviceRegistered event) {
        record("device-registered", event.at(), Map.of("device", event.device(), "owner", event.owner()));
    }

    void deviceRemoved(@Observes DeviceRemoved event) {
        record("device-removed", event.at(), Map.of("device", event.device(), "owner", event.owner()));
    }

    void certificateIssued(@Observes CertificateIssued event) {
        record(
                "certificate-issued",
                event.at(),
                Map.of("serial", event.serial(), "device", event.device(), "sha256", event.sha256()));
    }

    void certificateRevoked(@Observes CertificateRevoked event) {
        record(
                "certificate-revoked",
                event.at(),
                Map.of("serial", event.serial(), "device", event.device(), "reason", event.reason()));
    }

    private void record(String kind, Instant at, Map<String, Object> subject) {
        entities.createNativeQuery(INSERT)
                .setParameter("kind", kind)
                .setParameter("at", at.truncatedTo(ChronoUnit.MICROS))
                .setParameter("subject", CanonicalJson.of(subject))
                .executeUpdate();
    }
}
