package org.konsil.server.device.hardware;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.konsil.server.device.Hardware;
import org.konsil.server.device.HardwareState;
import org.konsil.server.directory.UserId;

/** A row of the table {@code approved_hardware}. */
@Entity
@Table(name = "approved_hardware")
@SuppressWarnings("NullAway.Init") // Hibernate fills it
class StoredHardware {

    @Id
    @Column(name = "hardware_id")
    private UUID id;

    @Column(nullable = false, updatable = false)
    private String label;

    @Column(name = "label_key", nullable = false, insertable = false, updatable = false)
    private String labelKey;

    @Column(name = "user_id", updatable = false)
    private @Nullable UUID userId;

    @Column(name = "code_sha256", nullable = false, updatable = false)
    private byte[] codeSha256;

    @Column(nullable = false)
    private String state;

    @Column(name = "changed_at", nullable = false)
    private Instant changedAt;

    protected StoredHardware() {}

    HardwareState state() {
        return HardwareState.valueOf(state.toUpperCase(Locale.ROOT));
    }

    String labelKey() {
        return labelKey;
    }

    void become(HardwareState next, Instant at) {
        state = next.text();
        changedAt = at;
    }

    Hardware toHardware() {
        return new Hardware(id, label, Optional.ofNullable(userId).map(UserId::new), state(), changedAt);
    }
}
