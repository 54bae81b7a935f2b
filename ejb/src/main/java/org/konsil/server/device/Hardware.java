package org.konsil.server.device;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.konsil.server.directory.UserId;

/**
 * A piece of hardware on the hospital's list.
 *
 * @param label what stands on it, such as its inventory number
 * @param owner the only person who may use it; nothing if it is shared
 * @param changedAt since when it is in this state
 */
public record Hardware(UUID id, String label, Optional<UserId> owner, HardwareState state, Instant changedAt) {

    /** Whether it may hold this person's keys. */
    public boolean isFor(UserId user) {
        return state == HardwareState.APPROVED
                && owner.map(only -> only.equals(user)).orElse(true);
    }
}
