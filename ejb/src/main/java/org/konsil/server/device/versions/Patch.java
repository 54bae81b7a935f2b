package org.konsil.server.device.versions;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A security update that a maker gave out for one line of versions: it is a version, or a patch level.
 *
 * @param released when a device could have it
 */
public record Patch(LocalDate released, Optional<OsVersion> version, Optional<LocalDate> level) {

    /** One of the two says what it is. */
    public Patch {
        if (version.isPresent() == level.isPresent()) {
            throw new IllegalArgumentException("a patch is a version or a level, never both or neither");
        }
    }

    boolean isOn(OsState os) {
        return version.map(least -> os.version().compareTo(least) >= 0)
                .or(() -> level.map(least ->
                        os.patchLevel().filter(has -> !has.isBefore(least)).isPresent()))
                .orElse(false);
    }
}
