package org.konsil.server.certification.revocation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.konsil.pki.revocation.RevocationReason;

/** A row of the table {@code certificate_revocation}. */
@Entity
@Table(name = "certificate_revocation")
@SuppressWarnings("NullAway.Init") // Hibernate fills it
class StoredRevocation {

    @Id
    private String serial;

    @Column(name = "device_id", updatable = false)
    private @Nullable UUID deviceId;

    @Column(nullable = false, updatable = false)
    private String issuer;

    @Column(nullable = false, updatable = false)
    private String holder;

    @Column(updatable = false)
    private @Nullable Integer shard;

    @Column(name = "not_after", nullable = false, updatable = false)
    private Instant notAfter;

    @Column(nullable = false)
    private String reason;

    @Column(name = "revoked_at", nullable = false, updatable = false)
    private Instant revokedAt;

    @Column(name = "revoked_by", nullable = false, updatable = false)
    private String revokedBy;

    protected StoredRevocation() {}

    boolean isHold() {
        return RevocationReason.CERTIFICATE_HOLD.text().equals(reason);
    }

    Optional<UUID> device() {
        return Optional.ofNullable(deviceId);
    }
}
