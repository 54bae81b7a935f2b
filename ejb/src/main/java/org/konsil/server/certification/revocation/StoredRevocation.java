package org.konsil.server.certification.revocation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A row of the table {@code certificate_revocation}. */
@Entity
@Table(name = "certificate_revocation")
@SuppressWarnings("NullAway.Init") // Hibernate fills it
class StoredRevocation {

    @Id
    private String serial;

    @Column(name = "device_id", nullable = false, updatable = false)
    private UUID deviceId;

    @Column(name = "not_after", nullable = false, updatable = false)
    private Instant notAfter;

    @Column(nullable = false)
    private String reason;

    @Column(name = "revoked_at", nullable = false, updatable = false)
    private Instant revokedAt;

    @Column(name = "revoked_by", nullable = false, updatable = false)
    private String revokedBy;

    protected StoredRevocation() {}
}
