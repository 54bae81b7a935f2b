package org.konsil.server.proof.recording;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.konsil.server.certification.ApprovalDecided;
import org.konsil.server.certification.ApprovalFiled;
import org.konsil.server.certification.BindingKeyIssued;
import org.konsil.server.certification.BindingKeyRevoked;
import org.konsil.server.certification.CertificateAbandoned;
import org.konsil.server.certification.CertificateExpiring;
import org.konsil.server.certification.CertificateHeld;
import org.konsil.server.certification.CertificateIssued;
import org.konsil.server.certification.CertificateReleased;
import org.konsil.server.certification.CertificateRevoked;
import org.konsil.server.certification.CertificateSerial;
import org.konsil.server.certification.ReissueBegun;
import org.konsil.server.certification.ReissueEnded;
import org.konsil.server.certification.ReissueResumed;
import org.konsil.server.certification.ServerAccountOpened;
import org.konsil.server.device.DeviceRegistered;
import org.konsil.server.device.DeviceRemoved;
import org.konsil.server.device.HardwareEnded;
import org.konsil.server.platform.MetadataPurged;
import org.konsil.server.platform.SettingLoosened;
import org.konsil.server.proof.pseudonym.Pseudonyms;

/**
 * Every act that can be proven later, one method each. What it writes is durable if and only if the act is: both are in one
 * transaction, and a failure here undoes the act. People and devices are written by pseudonyms.
 */
@ApplicationScoped
class EventRecorder {

    private static final String INSERT = "insert into proof_outbox (kind, at, subject) values (:kind, :at, :subject)";

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    @Inject
    Pseudonyms pseudonyms;

    void deviceRegistered(@Observes DeviceRegistered event) {
        record("device-registered", event.at(), Map.of("device", event.device(), "owner", event.owner()));
    }

    void deviceRemoved(@Observes DeviceRemoved event) {
        record("device-removed", event.at(), Map.of("device", event.device(), "owner", event.owner()));
    }

    void hardwareEnded(@Observes HardwareEnded event) {
        record("hardware-ended", event.at(), Map.of("hardware", event.hardware(), "officer", event.officer()));
    }

    void certificateIssued(@Observes CertificateIssued event) {
        Map<String, Object> subject =
                new HashMap<>(Map.of("issuer", event.issuer(), "serial", event.serial(), "sha256", event.sha256()));
        event.userSha256().ifPresent(user -> subject.put("userSha256", user));
        record("certificate-issued", event.at(), subject);
    }

    void certificateHeld(@Observes CertificateHeld event) {
        record("certificate-held", event.at(), certificate(event.serial(), event.device()));
    }

    void certificateReleased(@Observes CertificateReleased event) {
        record("certificate-released", event.at(), certificate(event.serial(), event.device()));
    }

    void certificateRevoked(@Observes CertificateRevoked event) {
        Map<String, Object> subject = certificate(event.serial(), event.device());
        subject.put("reason", event.reason());
        record("certificate-revoked", event.at(), subject);
    }

    void certificateAbandoned(@Observes CertificateAbandoned event) {
        record("certificate-abandoned", event.at(), Map.of("issuer", event.issuer(), "serial", event.serial()));
    }

    void certificateExpiring(@Observes CertificateExpiring event) {
        record(
                "certificate-expiring",
                event.at(),
                Map.of("serial", event.serial(), "profile", event.profile(), "days", event.days()));
    }

    private static Map<String, Object> certificate(CertificateSerial serial, Optional<UUID> device) {
        Map<String, Object> subject = new HashMap<>(Map.of("serial", serial));
        device.ifPresent(id -> subject.put("device", id));
        return subject;
    }

    void bindingKeyIssued(@Observes BindingKeyIssued event) {
        record("binding-key-issued", event.at(), Map.of("kid", event.kid(), "officer", event.officer()));
    }

    void bindingKeyRevoked(@Observes BindingKeyRevoked event) {
        record("binding-key-revoked", event.at(), Map.of("kid", event.kid(), "officer", event.officer()));
    }

    void serverAccountOpened(@Observes ServerAccountOpened event) {
        record("server-account-opened", event.at(), Map.of("account", event.account(), "kid", event.kid()));
    }

    void approvalFiled(@Observes ApprovalFiled event) {
        record(
                "approval-filed",
                event.at(),
                Map.of(
                        "request",
                        event.request(),
                        "kind",
                        event.kind().text(),
                        "target",
                        event.target(),
                        "requester",
                        event.requester()));
    }

    void approvalDecided(@Observes ApprovalDecided event) {
        record(
                "approval-" + event.outcome().text(),
                event.at(),
                Map.of(
                        "request",
                        event.request(),
                        "kind",
                        event.kind().text(),
                        "target",
                        event.target(),
                        "requester",
                        event.requester(),
                        "voters",
                        String.join(" ", event.voters())));
    }

    void reissueBegun(@Observes ReissueBegun event) {
        record(
                "reissue-begun",
                event.at(),
                Map.of("reissue", event.reissue(), "profile", event.profile(), "officer", event.officer()));
    }

    void reissueResumed(@Observes ReissueResumed event) {
        record("reissue-resumed", event.at(), Map.of("reissue", event.reissue(), "officer", event.officer()));
    }

    void reissueEnded(@Observes ReissueEnded event) {
        Map<String, Object> subject = new HashMap<>(Map.of("reissue", event.reissue(), "profile", event.profile()));
        event.officer().ifPresent(officer -> subject.put("officer", officer));
        record("reissue-" + event.outcome().text(), event.at(), subject);
    }

    void metadataPurged(@Observes MetadataPurged event) {
        Map<String, Object> subject = new HashMap<>(Map.of("metadata", event.metadata(), "deleted", event.deleted()));
        if (event.oldest() != null) {
            subject.put("oldest", event.oldest().truncatedTo(ChronoUnit.SECONDS));
        }
        record("metadata-purged", event.at(), subject);
    }

    void settingLoosened(@Observes SettingLoosened event) {
        record("setting-loosened", event.at(), Map.of("setting", event.setting(), "value", event.value()));
    }

    private void record(String kind, Instant at, Map<String, Object> subject) {
        Vocabulary.require(kind, subject.keySet());
        Map<String, Object> nameless = new HashMap<>(subject);
        nameless.replaceAll((field, value) -> Vocabulary.bearer(field)
                .<Object>map(bearer -> pseudonyms(bearer, value.toString(), Vocabulary.family(kind), at))
                .orElse(value));
        entities.createNativeQuery(INSERT)
                .setParameter("kind", kind)
                .setParameter("at", at.truncatedTo(ChronoUnit.MICROS))
                .setParameter("subject", CanonicalJson.of(nameless))
                .executeUpdate();
    }

    /** One for each of several ids, in their order. */
    private String pseudonyms(String bearer, String ids, String family, Instant at) {
        return Stream.of(ids.split(" ", -1))
                .filter(id -> !id.isEmpty())
                .map(id -> pseudonyms.of(bearer + " " + id, family, at))
                .collect(Collectors.joining(" "));
    }
}
