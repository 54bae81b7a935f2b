package org.konsil.server.messaging.queueing;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;

/** A row of {@code conversation_person}: somebody's devices belong in a conversation. */
@Entity
@Table(name = "conversation_person")
class PersonRow {

    @EmbeddedId
    Key key = new Key(new UUID(0, 0), new UUID(0, 0));

    /** For Hibernate. */
    protected PersonRow() {}

    /** Who, and where. */
    @Embeddable
    record Key(
            @Column(name = "conversation_id", nullable = false)
            UUID conversation,

            @Column(name = "user_id", nullable = false) UUID user)
            implements Serializable {}
}
