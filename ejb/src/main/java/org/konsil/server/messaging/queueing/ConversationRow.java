package org.konsil.server.messaging.queueing;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.konsil.server.messaging.ConversationId;

/** A row of {@code conversation}; whoever changes the log locks it first. */
@Entity
@Table(name = "conversation")
class ConversationRow {

    @Id
    UUID id = new UUID(0, 0);

    @Column(nullable = false)
    long epoch;

    @Column(name = "last_seq", nullable = false)
    long lastSeq;

    @Column(name = "delivered_seq", nullable = false)
    long deliveredSeq;

    @Column(name = "founding_digest", nullable = false)
    byte[] foundingDigest = {};

    @Column(name = "founded_at", nullable = false)
    Instant foundedAt = Instant.EPOCH;

    @Column(name = "removal_epoch")
    @Nullable Long removalEpoch;

    @Column(name = "removal_since")
    @Nullable Instant removalSince;

    /** For Hibernate. */
    protected ConversationRow() {}

    ConversationRow(UUID id, byte[] foundingDigest, Instant foundedAt) {
        this.id = id;
        this.foundingDigest = foundingDigest;
        this.foundedAt = foundedAt;
    }

    Conversation toConversation() {
        return new Conversation(new ConversationId(id), epoch, lastSeq, foundedAt, removal());
    }

    private Conversation.@Nullable Removal removal() {
        return removalEpoch == null || removalSince == null
                ? null
                : new Conversation.Removal(removalEpoch, removalSince);
    }

    /** Somebody can read this epoch who was put out then; of several in one epoch, whoever was first counts. */
    void removing(Instant since) {
        boolean earlier =
                removalEpoch != null && removalEpoch == epoch && removalSince != null && removalSince.isBefore(since);
        if (!earlier) {
            removalEpoch = epoch;
            removalSince = since;
        }
    }
}
