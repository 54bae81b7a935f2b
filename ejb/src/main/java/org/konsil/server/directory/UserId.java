package org.konsil.server.directory;

import java.util.UUID;

/** A person's random id, the only name of theirs in certificates and conversations. */
public record UserId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
