package org.konsil.server.certification.issuance;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.konsil.pki.Certificates;
import org.konsil.pki.issuance.IssuanceTicket;
import org.konsil.pki.profile.CertificateProfile;
import org.konsil.server.certification.CertificateSerial;
import org.konsil.server.certification.Holder;
import org.konsil.server.certification.authority.Authorities;

/** A row of the table {@code certificate_journal}: what a CA is about to sign, or signed. */
@Entity
@Table(name = "certificate_journal")
@SuppressWarnings("NullAway.Init") // Hibernate fills it
class JournalEntry {
    @Id
    private String serial;

    @Column(nullable = false, updatable = false)
    private String issuer;

    @Column(nullable = false, updatable = false)
    private String holder;

    @Column(name = "device_id", updatable = false)
    private @Nullable UUID deviceId;

    @Column(updatable = false)
    private @Nullable Integer shard;

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

    @Column(name = "abandoned_at")
    private @Nullable Instant abandonedAt;

    protected JournalEntry() {}

    JournalEntry(IssuanceTicket ticket, Holder holder, int shard, Instant at) {
        this.serial = new CertificateSerial(ticket.serial()).toString();
        this.issuer = Authorities.text(ticket.profile().issuer());
        this.holder = holder.id();
        this.deviceId = holder.device().orElse(null);
        this.shard = shard;
        this.profile = ticket.profile().id();
        this.body = ticket.body();
        this.notAfter = ticket.notAfter();
        this.preparedAt = at;
    }

    /** An entry of what was signed elsewhere. */
    static JournalEntry finished(
            CertificateProfile profile, X509Certificate certificate, Holder holder, int shard, Instant at) {
        JournalEntry entry = new JournalEntry();
        entry.serial = new CertificateSerial(certificate.getSerialNumber()).toString();
        entry.issuer = Authorities.text(profile.issuer());
        entry.holder = holder.id();
        entry.deviceId = holder.device().orElse(null);
        entry.shard = shard;
        entry.profile = profile.id();
        entry.body = Certificates.body(certificate);
        entry.notAfter = certificate.getNotAfter().toInstant();
        entry.preparedAt = at;
        entry.finishedAt = at;
        return entry;
    }

    String serial() {
        return serial;
    }

    String issuer() {
        return issuer;
    }

    String profile() {
        return profile;
    }

    @Nullable Integer shard() {
        return shard;
    }

    Instant preparedAt() {
        return preparedAt;
    }
}
