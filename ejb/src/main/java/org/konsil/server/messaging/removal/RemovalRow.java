package org.konsil.server.messaging.removal;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.konsil.server.device.DeviceId;

/** A row of {@code group_removal}: a device is to go, and what proposes it in the epoch that is now. */
@Entity
@Table(name = "group_removal")
class RemovalRow {

    @EmbeddedId
    Key key = new Key(new UUID(0, 0), new UUID(0, 0));

    @Column(nullable = false)
    Instant since = Instant.EPOCH;

    @Nullable Long epoch;

    byte @Nullable [] reference;

    @Nullable Long seq;

    @Column(name = "message_id")
    @Nullable UUID message;

    byte @Nullable [] proposal;

    /** For Hibernate. */
    protected RemovalRow() {}

    /** Where, and which device. */
    @Embeddable
    record Key(
            @Column(name = "conversation_id", nullable = false)
            UUID conversation,

            @Column(name = "device_id", nullable = false) UUID device)
            implements Serializable {}

    DeviceId device() {
        return new DeviceId(key.device());
    }

    boolean isProposedIn(long current) {
        return epoch != null && epoch == current;
    }
}
