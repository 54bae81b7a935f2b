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
    final Shelf<ChainEnd> peers;
    /** Which messages were not shown yet, each with its conversation. */
    final Shelf<UUID> unshown;

    private final SealedStore store;

    Records(SealedStore store) {
        this.store = store;
        this.conversations = new Shelf<>(store, "conversation", Conversation.class);
        this.people = new Shelf<>(store, "people", People.class);
        this.outbox = new Shelf<>(store, "outbox", Waiting.class);
        this.pending = new Shelf<>(store, "pending-commit", PendingCommit.class);
        this.peers = new Shelf<>(store, "peer-chain", ChainEnd.class);
        this.unshown = new Shelf<>(store, "unshown", UUID.class);
    }

    /** Each conversation has a shelf of its own, so that one is read without the others. */
    Shelf<Message> messages(UUID conversation) {
        return new Shelf<>(store, "message/" + conversation, Message.class);
    }
}
