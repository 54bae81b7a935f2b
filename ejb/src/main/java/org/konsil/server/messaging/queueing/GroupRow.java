package org.konsil.server.messaging.queueing;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** A row of {@code conversation_group}: the newest GroupInfo. */
@Entity
@Table(name = "conversation_group")
class GroupRow {

    @Id
    @Column(name = "conversation_id")
    UUID conversation = new UUID(0, 0);

    @Column(name = "group_info", nullable = false)
    byte[] groupInfo = {};

    /** For Hibernate. */
    protected GroupRow() {}

    GroupRow(UUID conversation, byte[] groupInfo) {
        this.conversation = conversation;
        this.groupInfo = groupInfo;
    }
}
