package org.konsil.server.attachment.storage;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.server.attachment.Announcement;
import org.konsil.server.attachment.AttachmentId;
import org.konsil.server.attachment.BlobName;
import org.konsil.server.attachment.StoredAttachment;
import org.konsil.server.messaging.ConversationId;

/** A row of {@code attachment}. */
@Entity
@Table(name = "attachment")
class AttachmentRow {

    @EmbeddedId
    Key key = new Key(new UUID(0, 0), new UUID(0, 0));

    @Column(nullable = false)
    long bytes;

    @Column(nullable = false)
    byte[] sha256 = {};

    @Column(name = "deletion_key_sha256", nullable = false)
    byte[] deletionKeySha256 = {};

    @Column(name = "upload_offset", nullable = false)
    long offset;

    @Column(name = "created_at", nullable = false)
    Instant createdAt = Instant.EPOCH;

    @Column(name = "expires_at", nullable = false)
    Instant expiresAt = Instant.EPOCH;

    /** For Hibernate. */
    protected AttachmentRow() {}

    AttachmentRow(BlobName name, Announcement announced, Instant createdAt, Instant expiresAt) {
        this.key = Key.of(name);
        this.bytes = announced.bytes();
        this.sha256 = announced.sha256().toArray();
        this.deletionKeySha256 = announced.deletionKeySha256().toArray();
        this.createdAt = createdAt;
        this.expiresAt = expiresAt;
    }

    StoredAttachment toStored() {
        return new StoredAttachment(
                key.toName(),
                new Announcement(bytes, Bytes.of(sha256), Bytes.of(deletionKeySha256)),
                offset,
                expiresAt);
    }

    /** Which blob. */
    @Embeddable
    record Key(
            @Column(name = "conversation_id", nullable = false)
            UUID conversation,

            @Column(name = "attachment_id", nullable = false)
            UUID attachment)
            implements Serializable {

        static Key of(BlobName name) {
            return new Key(name.conversation().value(), name.attachment().value());
        }

        BlobName toName() {
            return new BlobName(new ConversationId(conversation), new AttachmentId(attachment));
        }
    }
}
