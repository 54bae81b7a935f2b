package org.konsil.server.certification.issuance;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.konsil.pki.issuance.IssuanceTicket;
import org.konsil.pki.profile.CertificateProfiles;
import org.konsil.server.certification.CertificateSerial;

/** A row of the table {@code certificate_journal}: what the CA is about to sign, or signed. */
@Entity
@Table(name = "certificate_journal")
@SuppressWarnings("NullAway.Init") // Hibernate fills it
class JournalEntry {

    @Id
    private String serial;

    @Column(name = "device_id", nullable = false, updatable = false)
    private UUID deviceId;

    @Column(nullable = false, updatable = false)
    private String profile;

    @Column(nullable = false, updatable = false)
    private byte[] body;

    @Column(name = "not_after", nullable = false, updatable = false)
    private Instant notAfter;

    @Column(name = "prepared_at", nullable = false, updatable = false)
    private Instant preparedAt;

    @Column(name = "finished_at")
    private @Nullable Instant finishedAt;

    protected JournalEntry() {}

    JournalEntry(IssuanceTicket ticket, UUID device, Instant at) {
        this.serial = new CertificateSerial(ticket.serial()).toString();
        this.deviceId = device;
        this.profile = CertificateProfiles.STAFF_DEVICE.id();
        this.body = ticket.body();
        this.notAfter = ticket.notAfter();
        this.preparedAt = at;
    }
}
