package org.konsil.server.messaging.queueing;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.konsil.server.messaging.Acceptance;

/** A row of {@code accepted_message}: what a repeat is answered. No device is in it. */
@Entity
@Table(name = "accepted_message")
class AcceptedRow {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable Long id;

    @Column(name = "conversation_id", nullable = false)
    UUID conversation = new UUID(0, 0);

    @Column(name = "message_id", nullable = false)
    UUID message = new UUID(0, 0);

    @Column(nullable = false)
    long seq;

    @Column(nullable = false)
    long epoch;

    @Column(name = "received_at", nullable = false)
    Instant receivedAt = Instant.EPOCH;

    @Column(name = "expires_at", nullable = false)
    Instant expiresAt = Instant.EPOCH;

    /** For Hibernate. */
    protected AcceptedRow() {}

    AcceptedRow(EnvelopeRow envelope, LogMoment moment) {
        this.conversation = envelope.conversation;
        this.message = envelope.message;
        this.seq = envelope.seq;
        this.epoch = envelope.epoch;
        this.receivedAt = envelope.receivedAt;
        this.expiresAt = moment.forgetRepeatsAt();
    }

    Acceptance toAcceptance() {
        return new Acceptance(seq, epoch, receivedAt);
    }
}
