package org.konsil.server.device.enrolment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.konsil.server.device.DeviceId;
import org.konsil.server.device.RegisteredDevice;
import org.konsil.server.directory.UserId;

/** A row of the table {@code device}. */
@Entity
@Table(name = "device")
@SuppressWarnings("NullAway.Init") // Hibernate fills it
class StoredDevice {

    @Id
    @Column(name = "device_id")
    private UUID deviceId;

    @Column(name = "user_id", nullable = false, updatable = false)
    private UUID userId;

    @Column(name = "hardware_id", nullable = false, updatable = false)
    private UUID hardwareId;

    @Column(name = "registered_at", nullable = false, updatable = false)
    private Instant registeredAt;

    @Column(name = "removed_at")
    private @Nullable Instant removedAt;

    /** The last day on which it opened a session. */
    @Column(name = "seen_on", nullable = false)
    private LocalDate seenOn;

    protected StoredDevice() {}

    boolean isRemoved() {
        return removedAt != null;
    }

    boolean belongsTo(UserId user) {
        return userId.equals(user.value());
    }

    RegisteredDevice toDevice() {
        return new RegisteredDevice(new DeviceId(deviceId), new UserId(userId), hardwareId, registeredAt);
    }
}
