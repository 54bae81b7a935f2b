package org.konsil.server.messaging.queueing;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.konsil.server.device.DeviceId;
import org.konsil.server.messaging.ConversationId;

/** A row of {@code membership}: a device's leaf and cursor in one conversation. */
@Entity
@Table(name = "membership")
class MembershipRow {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable Long id;

    @Column(name = "conversation_id", nullable = false)
    UUID conversation = new UUID(0, 0);

    @Column(name = "device_id", nullable = false)
    UUID device = new UUID(0, 0);

    @Column(nullable = false)
    int leaf;

    @Column(name = "from_seq", nullable = false)
    long fromSeq;

    @Column(name = "from_epoch", nullable = false)
    long fromEpoch;

    @Column(name = "until_seq")
    @Nullable Long untilSeq;

    @Column(name = "acked_seq", nullable = false)
    long ackedSeq;

    @Column(nullable = false)
    boolean reading = true;

    /** For Hibernate. */
    protected MembershipRow() {}

    MembershipRow(ConversationId conversation, Member member) {
        this.conversation = conversation.value();
        this.device = member.device().value();
        this.leaf = member.leaf();
        this.fromSeq = member.fromSeq();
        this.fromEpoch = member.fromEpoch();
        // The Welcome is the first thing that a new member gets; the founder has nothing to get yet.
        this.ackedSeq = Math.max(0, member.fromSeq() - 1);
    }

    boolean isReader(DeviceId who) {
        return reading && device.equals(who.value());
    }

    Member toMember() {
        return new Member(new DeviceId(device), leaf, fromSeq, fromEpoch);
    }

    Cursor toCursor() {
        return new Cursor(
                new ConversationId(conversation), fromSeq, untilSeq == null ? Long.MAX_VALUE : untilSeq, ackedSeq);
    }
}
