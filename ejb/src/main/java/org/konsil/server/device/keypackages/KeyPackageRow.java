package org.konsil.server.device.keypackages;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.konsil.server.device.RegisteredDevice;

/** A row of {@code key_package}. */
@Entity
@Table(name = "key_package")
class KeyPackageRow {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable Long id;

    @Column(name = "device_id", nullable = false)
    UUID device = new UUID(0, 0);

    @Column(name = "owner_id", nullable = false)
    UUID owner = new UUID(0, 0);

    @Column(name = "last_resort", nullable = false)
    boolean lastResort;

    @Column(nullable = false)
    byte[] content = {};

    @Column(name = "not_after", nullable = false)
    Instant notAfter = Instant.EPOCH;

    /** For Hibernate. */
    protected KeyPackageRow() {}

    KeyPackageRow(RegisteredDevice device, CheckedKeyPackage checked, boolean lastResort) {
        this.device = device.id().value();
        this.owner = device.owner().value();
        this.lastResort = lastResort;
        this.content = checked.content();
        this.notAfter = checked.notAfter();
    }
}
