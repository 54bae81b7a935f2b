package org.konsil.server.messaging;

import java.util.UUID;

/** A conversation; its 16 bytes are also the MLS group id. */
public record ConversationId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
