package org.konsil.client.messaging;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Who deleted everything that they had written in a conversation (A6).
 *
 * @param upTo of each person the number up to which
 */
record Erased(Map<UUID, Long> upTo) {

    static final Erased NOBODY = new Erased(Map.of());

    Erased {
        upTo = Map.copyOf(upTo);
    }

    Erased with(UUID person, long seq) {
        Map<UUID, Long> more = new TreeMap<>(upTo);
        more.merge(person, seq, Math::max);
        return new Erased(more);
    }

    boolean covers(Message message) {
        return message.sender() != null
                && message.seq() != null
                && message.seq() <= upTo.getOrDefault(message.sender(), 0L);
    }
}
