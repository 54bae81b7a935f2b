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
import org.konsil.server.messaging.ConversationId;
import org.konsil.server.messaging.EnvelopeKind;
import org.konsil.server.messaging.MessageId;

/** A row of {@code envelope}. */
@Entity
@Table(name = "envelope")
class EnvelopeRow {

    static final short COMMIT = 1;
    static final short MESSAGE = 2;
    static final short PROPOSAL = 3;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable Long id;

    @Column(name = "conversation_id", nullable = false)
    UUID conversation = new UUID(0, 0);

    @Column(nullable = false)
    long seq;

    @Column(nullable = false)
    short kind;

    @Column(nullable = false)
    long epoch;

    @Column(name = "message_id", nullable = false)
    UUID message = new UUID(0, 0);

    @Column(nullable = false)
    byte[] content = {};

    byte @Nullable [] welcome;

    @Column(name = "received_at", nullable = false)
    Instant receivedAt = Instant.EPOCH;

    @Column(name = "expires_at", nullable = false)
    Instant expiresAt = Instant.EPOCH;

    /** For Hibernate. */
    protected EnvelopeRow() {}

    EnvelopeRow(ConversationRow conversation, Submitted submitted, LogMoment moment) {
        this.conversation = conversation.id;
        this.seq = conversation.lastSeq;
        this.kind = number(submitted.kind());
        this.epoch = submitted.epoch();
        this.message = submitted.message().value();
        this.content = submitted.content();
        this.welcome = submitted.welcome();
        this.receivedAt = moment.receivedAt();
        this.expiresAt = moment.expiresAt();
    }

    LogEntry toEntry() {
        return new LogEntry(
                new ConversationId(conversation),
                seq,
                epoch,
                new MessageId(message),
                receivedAt,
                new LogContent(kindOf(kind), content, welcome));
    }

    private static short number(EnvelopeKind kind) {
        return switch (kind) {
            case COMMIT, WELCOME -> COMMIT;
            case MESSAGE -> MESSAGE;
            case PROPOSAL -> PROPOSAL;
        };
    }

    private static EnvelopeKind kindOf(short number) {
        return switch (number) {
            case COMMIT -> EnvelopeKind.COMMIT;
            case MESSAGE -> EnvelopeKind.MESSAGE;
            case PROPOSAL -> EnvelopeKind.PROPOSAL;
            default -> throw new IllegalStateException("envelope of kind " + number);
        };
    }
}
