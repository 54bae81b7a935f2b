package org.konsil.server.certification.status;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A row of the table {@code posture_lease}. */
@Entity
@Table(name = "posture_lease")
@SuppressWarnings("NullAway.Init") // Hibernate fills it
class StoredLease {
    @Id
    private String serial;

    @Column(name = "device_id", nullable = false, updatable = false)
    private UUID deviceId;

    @Column(nullable = false)
    private byte[] response;

    @Column(name = "this_update", nullable = false)
    private Instant thisUpdate;

    @Column(name = "next_update", nullable = false)
    private Instant nextUpdate;

    protected StoredLease() {}

    Lease toLease() {
        return new Lease(response, thisUpdate, nextUpdate);
    }
}
