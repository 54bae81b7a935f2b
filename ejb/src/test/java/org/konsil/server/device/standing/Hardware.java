package org.konsil.server.device.standing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.konsil.server.device.Platform;
import org.konsil.server.device.versions.OsState;
import org.konsil.server.device.versions.OsVersion;
import org.konsil.server.device.versions.VersionTable;

/** Records and a table for tests: a tablet that nothing is wrong with, and what is changed about it. */
final class Hardware {

    static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    static final Protection PROTECTED = new Protection(true, true, false);
    static final VersionTable TABLE = table("2026-11-20", "");

    private Hardware() {}

    static VersionTable table(String asOf, String morePatches) {
        return VersionTable.parse(("""
                {"asOf": "%s", "provenance": "made up for tests", "lines": [
                 {"platform": "android", "line": "14", "lastDay": "2027-03-31", "patches": [
                  {"released": "2026-10-05", "level": "2026-10-05"}%s,
                  {"released": "2026-11-02", "level": "2026-11-05"}]},
                 {"platform": "ios", "line": "26", "patches": [{"released": "2026-11-10", "version": "26.3.1"}]}]}
                """.formatted(asOf, morePatches)).getBytes(StandardCharsets.UTF_8));
    }

    static OsState android(String version, String level) {
        return new OsState(Platform.ANDROID, OsVersion.parse(version), Optional.of(LocalDate.parse(level)));
    }

    static OsState ios(String version) {
        return new OsState(Platform.IOS, OsVersion.parse(version), Optional.empty());
    }

    static DeviceRecord good(Instant seen) {
        return record(android("14", "2026-11-05"), PROTECTED, seen);
    }

    static DeviceRecord record(OsState os, Protection protection, Instant seen) {
        return new DeviceRecord(os, protection, new Evidence(seen, seen));
    }
}
