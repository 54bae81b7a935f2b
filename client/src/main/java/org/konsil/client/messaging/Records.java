package org.konsil.client.messaging;

import java.util.UUID;
import org.konsil.client.storage.SealedStore;
import org.konsil.client.storage.Shelf;

/** The shelves of this package. */
final class Records {

    final Shelf<Conversation> conversations;
    final Shelf<People> people;
    final Shelf<Waiting> outbox;
    final Shelf<PendingCommit> pending;
    /** Conversations in which the server proposed something that no pending commit does yet; in which epoch. */
    final Shelf<Long> proposed;
    /** By conversation. */
    final Shelf<LogGaps> gaps;
    /** By conversation. */
    final Shelf<SinceBefore> sinceBefore;
    /** Own contents that are shown to nobody and wait for the log, each with its conversation. */
    final Shelf<UUID> quiet;
    /** By message. */
    final Shelf<Deletion> deletions;
    /** Which messages were not shown yet, each with its conversation. */
    final Shelf<UUID> unshown;
    /** By message. */
    final Shelf<Expiry> expiries;
    /** By conversation: after how many seconds its messages expire, 0 for never. */
    final Shelf<Integer> agreedExpiry;
    /** By conversation. */
    final Shelf<Erased> erased;

    private final SealedStore store;

    Records(SealedStore store) {
        this.store = store;
        this.conversations = new Shelf<>(store, "conversation", Conversation.class);
        this.people = new Shelf<>(store, "people", People.class);
        this.outbox = new Shelf<>(store, "outbox", Waiting.class);
        this.pending = new Shelf<>(store, "pending-commit", PendingCommit.class);
        this.proposed = new Shelf<>(store, "proposed", Long.class);
        this.gaps = new Shelf<>(store, "log-gaps", LogGaps.class);
        this.sinceBefore = new Shelf<>(store, "since-before", SinceBefore.class);
        this.quiet = new Shelf<>(store, "quiet", UUID.class);
        this.deletions = new Shelf<>(store, "deletion", Deletion.class);
        this.unshown = new Shelf<>(store, "unshown", UUID.class);
        this.expiries = new Shelf<>(store, "expiry", Expiry.class);
        this.agreedExpiry = new Shelf<>(store, "agreed-expiry", Integer.class);
        this.erased = new Shelf<>(store, "erased", Erased.class);
    }

    /** Each conversation has a shelf of its own, so that one is read without the others. */
    Shelf<Message> messages(UUID conversation) {
        return new Shelf<>(store, "message/" + conversation, Message.class);
    }

    /** What is known of the others' chains, by device. */
    Shelf<SenderChain> chains(UUID conversation) {
        return new Shelf<>(store, "sender-chain/" + conversation, SenderChain.class);
    }

    /** Contents of this device's own chain, by counter. */
    Shelf<Sent> sent(UUID conversation) {
        return new Shelf<>(store, "sent/" + conversation, Sent.class);
    }

    /** Parts of a text that is not whole yet, by place. */
    Shelf<PartRecord> parts(UUID conversation, UUID split) {
        return new Shelf<>(store, "part/" + conversation + "/" + split, PartRecord.class);
    }
}
