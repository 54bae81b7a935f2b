package org.konsil.server.device.versions;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.konsil.server.device.Platform;

/**
 * A line of versions that its maker supports or supported.
 *
 * @param line what its versions begin with
 * @param lastDay the last day of security updates, if the maker said so
 * @param patches those given out; older ones stay, so that a new one starts no new patience
 */
public record OsLine(Platform platform, OsVersion line, Optional<LocalDate> lastDay, List<Patch> patches) {

    /** Keeps its own copy. */
    public OsLine {
        patches = List.copyOf(patches);
    }

    boolean covers(OsState os) {
        return os.platform() == platform && os.version().isOf(line);
    }

    /** The day of the first patch, given out until now, that is not on it. */
    public Optional<LocalDate> behindSince(OsState os, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return patches.stream()
                .filter(patch -> !patch.released().isAfter(today) && !patch.isOn(os))
                .map(Patch::released)
                .min(Comparator.naturalOrder());
    }
}
