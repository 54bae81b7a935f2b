package org.konsil.server.messaging;

import java.util.UUID;

/** The sender's random name for one message, which makes a repeat harmless; never logged beside a device. */
public record MessageId(UUID value) {

    @Override
    public String toString() {
        return "MessageId";
    }
}
