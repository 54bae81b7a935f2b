package org.konsil.server.device;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How far a piece of hardware is. */
public enum HardwareState {
    /** One person asked; nobody can use it yet. */
    ASKED,
    /** Two people agreed: it may hold keys. */
    APPROVED,
    /** Taken off the list for good. */
    ENDED;

    /** As it stands in the database and in addresses. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The state of that text. */
    public static Optional<HardwareState> find(String text) {
        return Stream.of(values()).filter(state -> state.text().equals(text)).findFirst();
    }
}
