package org.konsil.server.device.standing;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.konsil.server.device.Shortcoming;
import org.konsil.server.device.versions.OsLine;
import org.konsil.server.device.versions.OsState;
import org.konsil.server.device.versions.VersionTable;

/**
 * Judges a piece of hardware by its record, the version table and the clock, and by nothing else (D1, D2, D3).
 *
 * @param patience how much time each shortcoming has
 */
public record StandingRules(VersionTable table, Patience patience) {

    /**
     * The standing now.
     *
     * @param record nothing if the device management does not name the hardware
     * @param glass what two people overlook, if they do
     */
    public Standing judge(Optional<DeviceRecord> record, Optional<BreakGlass> glass, Instant now) {
        List<Concern> concerns = record.map(known -> concerns(known, now))
                .orElseGet(() -> List.of(new Concern(Shortcoming.NOT_MANAGED, Steps.atOnce())));
        boolean fresh = record.filter(known -> now.isBefore(silentFrom(known))).isPresent();
        return Standing.of(concerns, fresh, glass.filter(open -> open.isOpen(now)), now);
    }

    private List<Concern> concerns(DeviceRecord record, Instant now) {
        List<Concern> concerns = new ArrayList<>();
        protection(record.protection(), concerns);
        version(record.os(), now).forEach(concerns::add);
        Instant seen = record.evidence().seenAt();
        // A device that was seen in the future was not seen: its clock, or somebody, is wrong.
        Instant believed =
                seen.isAfter(record.evidence().confirmedAt().plus(patience.clockDifference())) ? Instant.EPOCH : seen;
        concerns.add(new Concern(Shortcoming.NOT_SEEN, patience.unseen().from(believed)));
        concerns.add(new Concern(
                Shortcoming.TABLE_OLD,
                patience.table().from(dayBegin(table.asOf())).neverBlocked()));
        concerns.add(new Concern(Shortcoming.FEED_SILENT, Steps.warning(silentFrom(record))));
        return concerns;
    }

    private static void protection(Protection protection, List<Concern> concerns) {
        if (!protection.passcodeSet()) {
            concerns.add(new Concern(Shortcoming.NO_PASSCODE, Steps.atOnce()));
        }
        if (!protection.storageEncrypted()) {
            concerns.add(new Concern(Shortcoming.NOT_ENCRYPTED, Steps.atOnce()));
        }
        if (protection.compromised()) {
            concerns.add(new Concern(Shortcoming.COMPROMISED, Steps.atOnce()));
        }
    }

    private List<Concern> version(OsState os, Instant now) {
        Optional<OsLine> line = table.find(os);
        if (line.isEmpty()) {
            return List.of(
                    table.isOlderThan(os)
                            ? new Concern(
                                    Shortcoming.VERSION_TOO_NEW, new Steps(Instant.MIN, urgentByTable(), Instant.MAX))
                            : new Concern(Shortcoming.VERSION_UNKNOWN, Steps.atOnce()));
        }
        List<Concern> concerns = new ArrayList<>();
        // Support ends with the last day, not at its beginning.
        line.get()
                .lastDay()
                .ifPresent(last -> concerns.add(
                        new Concern(Shortcoming.SUPPORT_ENDS, patience.support().from(dayBegin(last.plusDays(1))))));
        line.get()
                .behindSince(os, now)
                .ifPresent(since -> concerns.add(new Concern(
                        Shortcoming.PATCHES_MISSING, patience.patch().from(dayBegin(since)))));
        return concerns;
    }

    private Instant urgentByTable() {
        return patience.table().from(dayBegin(table.asOf())).urgentOnly();
    }

    private Instant silentFrom(DeviceRecord record) {
        return record.evidence().confirmedAt().plus(patience.silence());
    }

    private static Instant dayBegin(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /**
     * How much time there is.
     *
     * @param silence how long the device management may say nothing
     */
    public record Patience(Grace patch, Grace support, Grace unseen, Grace table, Duration silence) {

        /** What a hospital gets that decides nothing else. */
        public static Patience usual() {
            return new Patience(
                    Grace.days(7, 30, 45),
                    Grace.days(-60, 0, 14),
                    Grace.days(7, 14, 30),
                    Grace.days(60, 120, 120),
                    Duration.ofHours(26));
        }

        Duration clockDifference() {
            return Duration.ofMinutes(10);
        }
    }
}
