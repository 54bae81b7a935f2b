package org.konsil.server.device.versions;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which versions of operating systems their makers support, and which patches they gave out (D2).
 *
 * @param asOf the day up to which it is complete
 * @param provenance where it comes from, for whoever has to answer for it
 */
public record VersionTable(LocalDate asOf, String provenance, List<OsLine> lines) {

    private static final String SHIPPED = "versions.json";

    /** Keeps its own copy. */
    public VersionTable {
        lines = List.copyOf(lines);
    }

    /** The table that comes with this release. */
    public static VersionTable shipped() {
        try (InputStream file = VersionTable.class.getResourceAsStream(SHIPPED)) {
            if (file == null) {
                throw new IllegalStateException("the release lacks its version table");
            }
            return parse(file.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Reads a table as docs/operations/devices.md describes it.
     *
     * @throws IllegalArgumentException with the first thing about it that is unclear
     */
    public static VersionTable parse(byte[] json) {
        return VersionTableJson.read(json);
    }

    /** The line of a version; of two that fit the one that says more. */
    public Optional<OsLine> find(OsState os) {
        return lines.stream()
                .filter(line -> line.covers(os))
                .max(Comparator.comparing(line -> line.line().parts().size()));
    }

    /** Whether the version is newer than all that are known of its platform. */
    public boolean isOlderThan(OsState os) {
        List<OsVersion> known = lines.stream()
                .filter(line -> line.platform() == os.platform())
                .map(OsLine::line)
                .toList();
        return !known.isEmpty() && known.stream().allMatch(line -> os.version().compareTo(line) > 0);
    }
}
