package org.konsil.server.certification.issuance;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.konsil.pki.Certificates;
import org.konsil.server.certification.CertificateSerial;
import org.konsil.server.certification.Holder;
import org.konsil.server.certification.IssuedCertificate;

/** A row of the table {@code certificate}; it never changes, a revocation is a row of its own. */
@Entity
@Table(name = "certificate")
@SuppressWarnings("NullAway.Init") // Hibernate fills it
class StoredCertificate {
    @Id
    private String serial;

    @Column(nullable = false, updatable = false)
    private String issuer;

    @Column(nullable = false, updatable = false)
    private String holder;

    @Column(name = "device_id", updatable = false)
    private @Nullable UUID deviceId;

    @Column(name = "user_id", updatable = false)
    private @Nullable UUID userId;

    @Column(updatable = false)
    private @Nullable Integer shard;

    @Column(name = "key_sha256", nullable = false, updatable = false)
    private byte[] keySha256;

    @Column(nullable = false, updatable = false)
    private byte[] der;

    @Column(name = "issuer_der", nullable = false, updatable = false)
    private byte[] issuerDer;

    @Column(nullable = false, updatable = false)
    private String profile;

    @Column(name = "not_before", nullable = false, updatable = false)
    private Instant notBefore;

    @Column(name = "not_after", nullable = false, updatable = false)
    private Instant notAfter;

    @Column(name = "issued_at", nullable = false, updatable = false)
    private Instant issuedAt;

    protected StoredCertificate() {}

    StoredCertificate(JournalEntry entry, Holder holder, X509Certificate certificate, byte[] issuerDer, byte[] key) {
        this.serial = new CertificateSerial(certificate.getSerialNumber()).toString();
        this.issuer = entry.issuer();
        this.holder = holder.id();
        this.deviceId = holder.device().orElse(null);
        this.userId = holder.user().orElse(null);
        this.shard = entry.shard();
        this.keySha256 = key;
        this.der = Certificates.der(certificate);
        this.issuerDer = issuerDer;
        this.profile = entry.profile();
        this.notBefore = certificate.getNotBefore().toInstant();
        this.notAfter = certificate.getNotAfter().toInstant();
        this.issuedAt = entry.preparedAt();
    }

    String serial() {
        return serial;
    }

    Instant notAfter() {
        return notAfter;
    }

    Instant issuedAt() {
        return issuedAt;
    }

    byte[] keySha256() {
        return keySha256;
    }

    boolean belongsTo(Holder other) {
        return holder().equals(other);
    }

    IssuedCertificate toIssued() {
        return new IssuedCertificate(
                CertificateSerial.parse(serial), profile, holder(), List.of(der, issuerDer), notAfter);
    }

    private Holder holder() {
        return new Holder(holder, Optional.ofNullable(userId), Optional.ofNullable(deviceId));
    }
}
