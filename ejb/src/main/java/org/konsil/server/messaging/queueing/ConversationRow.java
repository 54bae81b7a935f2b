package org.konsil.server.messaging.queueing;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
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

    /** For Hibernate. */
    protected ConversationRow() {}

    ConversationRow(UUID id, byte[] foundingDigest, Instant foundedAt) {
        this.id = id;
        this.foundingDigest = foundingDigest;
        this.foundedAt = foundedAt;
    }

    Conversation toConversation() {
        return new Conversation(new ConversationId(id), epoch, lastSeq, foundedAt);
    }
}
