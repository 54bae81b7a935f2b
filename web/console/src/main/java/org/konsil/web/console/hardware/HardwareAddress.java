package org.konsil.web.console.hardware;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.konsil.server.device.UnknownHardwareException;

/** The id of a piece of hardware, or of a person, in an address. */
final class HardwareAddress {

    private static final UUID NOBODYS = new UUID(0, 0);

    private HardwareAddress() {}

    static Optional<UUID> find(@Nullable String text) {
        try {
            return Optional.ofNullable(text).map(UUID::fromString);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** @throws UnknownHardwareException if it is no id */
    static UUID require(@Nullable String text) {
        return find(text).orElseThrow(() -> new UnknownHardwareException(NOBODYS));
    }
}
