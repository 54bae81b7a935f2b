package org.konsil.client.bench.delivery;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.konsil.client.bench.load.Loop;

/** Where the accounts of an XMPP server connect, and which conversation each of them reads. */
record XmppDoor(Loop loop, int port, String domain, Map<UUID, UUID> conversations) {

    XmppDoor(Loop loop, int port, String domain) {
        this(loop, port, domain, new HashMap<>());
    }

    void reads(Station reader, UUID conversation) {
        conversations.put(reader.id(), conversation);
    }

    UUID conversationTo(Station reader) {
        return Objects.requireNonNull(conversations.get(reader.id()), "nobody writes to this account");
    }
}
