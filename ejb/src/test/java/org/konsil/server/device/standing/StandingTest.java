package org.konsil.server.device.standing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.konsil.server.device.standing.Hardware.NOW;
import static org.konsil.server.device.standing.Hardware.PROTECTED;
import static org.konsil.server.device.standing.Hardware.TABLE;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.konsil.server.device.Grade;
import org.konsil.server.device.Platform;
import org.konsil.server.device.Shortcoming;
import org.konsil.server.device.standing.StandingRules.Patience;
import org.konsil.server.device.versions.OsState;
import org.konsil.server.device.versions.OsVersion;
import org.konsil.server.device.versions.VersionTable;

@DisplayName("The standing of a piece of hardware (D1, D2, D3)")
class StandingTest {

    private static final StandingRules RULES = new StandingRules(TABLE, Patience.usual());

    @Test
    @DisplayName("is good for a managed, protected, patched device, and then everything is allowed")
    void isGood() {
        Standing standing = judge(Hardware.good(NOW), NOW);

        assertThat(standing.grade()).isEqualTo(Grade.GOOD);
        assertThat(standing.present()).isEmpty();
        assertAllowed(standing, "enrol renew send urgent");
    }

    @Nested
    @DisplayName("D1, D3: what blocks at once")
    class AtOnce {

        @Test
        @DisplayName("is a device without a record")
        void noRecord() {
            assertBlocked(RULES.judge(Optional.empty(), Optional.empty(), NOW), Shortcoming.NOT_MANAGED);
        }

        @Test
        @DisplayName("is a missing passcode, open storage, broken protection, and nobody may overlook it")
        void protection() {
            assertProtection(new Protection(false, true, false), Shortcoming.NO_PASSCODE);
            assertProtection(new Protection(true, false, false), Shortcoming.NOT_ENCRYPTED);
            assertProtection(new Protection(true, true, true), Shortcoming.COMPROMISED);
        }

        @Test
        @DisplayName("is a version that the table does not name, and one of a platform that it does not name")
        void unknownVersion() {
            assertBlocked(judge(record("13", "2026-11-05"), NOW), Shortcoming.VERSION_UNKNOWN);
            OsState windows = new OsState(Platform.WINDOWS, OsVersion.parse("10.0.26100"), Optional.empty());
            assertBlocked(judge(Hardware.record(windows, PROTECTED, NOW), NOW), Shortcoming.VERSION_UNKNOWN);
        }

        private void assertProtection(Protection protection, Shortcoming shortcoming) {
            DeviceRecord open = Hardware.record(Hardware.android("14", "2026-11-05"), protection, NOW);
            assertBlocked(judge(open, NOW), shortcoming);
            assertBlocked(RULES.judge(Optional.of(open), Optional.of(glass(NOW)), NOW), shortcoming);
        }

        private void assertBlocked(Standing standing, Shortcoming shortcoming) {
            assertThat(standing.grade()).isEqualTo(Grade.BLOCKED);
            assertThat(standing.present()).extracting(Concern::shortcoming).contains(shortcoming);
            assertAllowed(standing, "");
        }
    }

    @Nested
    @DisplayName("D2: patches and support")
    class Updates {

        /** November's patch came out on 2 November, October's on the 5th of October. */
        @ParameterizedTest(name = "{0} at {1}: {2}")
        @CsvSource({
            "2026-10-05, 2026-11-08T23:59:59Z, GOOD",
            "2026-10-05, 2026-11-09T00:00:00Z, WARN",
            "2026-10-05, 2026-12-01T23:59:59Z, WARN",
            "2026-10-05, 2026-12-02T00:00:00Z, URGENT_ONLY",
            "2026-10-05, 2026-12-16T23:59:59Z, URGENT_ONLY",
            "2026-10-05, 2026-12-17T00:00:00Z, BLOCKED",
            "2026-09-05, 2026-10-12T00:00:00Z, WARN",
            "2026-09-05, 2026-11-04T00:00:00Z, URGENT_ONLY",
            "2026-09-05, 2026-11-19T00:00:00Z, BLOCKED",
            "2026-11-05, 2026-12-17T00:00:00Z, GOOD",
        })
        @DisplayName("come with a day for each step, counted from the first patch that is missing")
        void patches(String level, Instant now, Grade grade) {
            DeviceRecord record = Hardware.record(Hardware.android("14", level), PROTECTED, now);

            assertThat(judge(record, now).grade()).isEqualTo(grade);
        }

        @Test
        @DisplayName("are missing when the level is not told, and a version counts as a patch where makers do so")
        void levelsAndVersions() {
            OsState silent = new OsState(Platform.ANDROID, OsVersion.parse("14"), Optional.empty());
            assertThat(judge(Hardware.record(silent, PROTECTED, NOW), NOW).present())
                    .extracting(Concern::shortcoming)
                    .contains(Shortcoming.PATCHES_MISSING);
            assertThat(judge(Hardware.record(Hardware.ios("26.3"), PROTECTED, NOW), NOW)
                            .grade())
                    .isEqualTo(Grade.WARN);
            assertThat(judge(Hardware.record(Hardware.ios("26.3.1"), PROTECTED, NOW), NOW)
                            .grade())
                    .isEqualTo(Grade.GOOD);
        }

        @ParameterizedTest(name = "{0}: {1}")
        @CsvSource({
            "2027-01-30T23:59:59Z, GOOD",
            "2027-01-31T00:00:00Z, WARN",
            "2027-03-31T23:59:59Z, WARN",
            "2027-04-01T00:00:00Z, URGENT_ONLY",
            "2027-04-15T00:00:00Z, BLOCKED",
        })
        @DisplayName("warn sixty days before the maker's support ends, and end after its last day")
        void support(Instant now, Grade grade) {
            StandingRules rules = new StandingRules(
                    Hardware.table(LocalDate.ofInstant(now, ZoneOffset.UTC).toString(), ""), Patience.usual());

            assertThat(rules.judge(Optional.of(Hardware.good(now)), Optional.empty(), now)
                            .grade())
                    .isEqualTo(grade);
        }

        @ParameterizedTest(name = "{0}: {1}, {2}")
        @CsvSource({
            "2027-01-18T23:59:59Z, GOOD, WARN",
            "2027-01-19T00:00:00Z, WARN, WARN",
            "2027-03-20T00:00:00Z, URGENT_ONLY, URGENT_ONLY",
        })
        @DisplayName(
                "cannot be told from an old table: warned after 60 days, urgent only after 120, also for what is newer")
        void oldTable(Instant now, Grade known, Grade newer) {
            VersionTable endless = VersionTable.parse("""
                    {"asOf": "2026-11-20", "provenance": "p", "lines": [{"platform": "ios", "line": "26", "patches": []}]}
                    """.getBytes(StandardCharsets.UTF_8));
            StandingRules rules = new StandingRules(endless, Patience.usual());

            assertThat(rules.judge(
                                    Optional.of(Hardware.record(Hardware.ios("26.9"), PROTECTED, now)),
                                    Optional.empty(),
                                    now)
                            .grade())
                    .isEqualTo(known);
            assertThat(rules.judge(
                                    Optional.of(Hardware.record(Hardware.ios("27.0"), PROTECTED, now)),
                                    Optional.empty(),
                                    now)
                            .grade())
                    .isEqualTo(newer);
        }
    }

    @Nested
    @DisplayName("D3: evidence")
    class Old {

        @ParameterizedTest(name = "{0} days: {1}")
        @CsvSource({"6, GOOD", "7, WARN", "14, URGENT_ONLY", "30, BLOCKED"})
        @DisplayName("of a device that was not seen loses its worth step by step")
        void unseen(int days, Grade grade) {
            DeviceRecord record = new DeviceRecord(
                    Hardware.android("14", "2026-11-05"),
                    PROTECTED,
                    new Evidence(NOW.minus(Duration.ofDays(days)), NOW));

            assertThat(judge(record, NOW).grade()).isEqualTo(grade);
        }

        @Test
        @DisplayName("from the future is none")
        void fromTheFuture() {
            DeviceRecord record = new DeviceRecord(
                    Hardware.android("14", "2026-11-05"), PROTECTED, new Evidence(NOW.plusSeconds(601), NOW));

            assertThat(judge(record, NOW).grade()).isEqualTo(Grade.BLOCKED);
        }

        @Test
        @DisplayName("that nobody confirmed for a day renews and enrols nothing, also with two people's exception")
        void silentFeed() {
            Instant later = NOW.plus(Duration.ofHours(26));
            DeviceRecord record = Hardware.good(NOW);

            assertAllowed(judge(record, later.minusSeconds(1)), "enrol renew send urgent");
            assertAllowed(judge(record, later), "send urgent");
            assertAllowed(RULES.judge(Optional.of(record), Optional.of(glass(later)), later), "send urgent");
            assertThat(judge(record, later).present())
                    .extracting(Concern::shortcoming)
                    .containsExactly(Shortcoming.FEED_SILENT);
        }
    }

    @Nested
    @DisplayName("D2: two people's exception")
    class Overlooked {

        private final Instant late = Instant.parse("2026-12-17T00:00:00Z");
        private final DeviceRecord behind = Hardware.record(Hardware.android("14", "2026-10-05"), PROTECTED, late);

        @Test
        @DisplayName("lets a blocked device work, with a warning, enrols nothing, and ends by itself")
        void liftsAndEnds() {
            BreakGlass glass = glass(late);

            Standing during = RULES.judge(Optional.of(behind), Optional.of(glass), late);
            assertThat(during.grade()).isEqualTo(Grade.WARN);
            assertThat(during.ownGrade()).isEqualTo(Grade.BLOCKED);
            assertAllowed(during, "renew send urgent");

            DeviceRecord still = Hardware.record(behind.os(), PROTECTED, glass.until());
            Standing after = RULES.judge(Optional.of(still), Optional.of(glass), glass.until());
            assertThat(after.grade()).isEqualTo(Grade.BLOCKED);
            assertThat(after.overlookedUntil()).isEmpty();
        }

        @Test
        @DisplayName("has not begun before its time")
        void notBefore() {
            BreakGlass later = glass(late.plusSeconds(60));

            assertThat(RULES.judge(Optional.of(behind), Optional.of(later), late)
                            .grade())
                    .isEqualTo(Grade.BLOCKED);
        }

        @Test
        @DisplayName("needs two people, a reason, and an end within 72 hours")
        void needsTwo() {
            UUID one = UUID.randomUUID();
            UUID other = UUID.randomUUID();
            Instant end = NOW.plus(BreakGlass.LONGEST);

            assertThat(new BreakGlass("night shift", one, other, NOW, end).isOpen(NOW))
                    .isTrue();
            assertThatIllegalArgumentException().isThrownBy(() -> new BreakGlass("night shift", one, one, NOW, end));
            assertThatIllegalArgumentException().isThrownBy(() -> new BreakGlass(" ", one, other, NOW, end));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new BreakGlass("x".repeat(501), one, other, NOW, end));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new BreakGlass("night shift", one, other, NOW, end.plusMillis(1)));
            assertThatIllegalArgumentException().isThrownBy(() -> new BreakGlass("night shift", one, other, NOW, NOW));
        }
    }

    @Test
    @DisplayName("refuses patience whose steps are out of order")
    void refusesDisorder() {
        assertThatIllegalArgumentException().isThrownBy(() -> Grace.days(7, 6, 30));
        assertThatIllegalArgumentException().isThrownBy(() -> Grace.days(7, 30, 29));
    }

    private static DeviceRecord record(String version, String level) {
        return Hardware.record(Hardware.android(version, level), PROTECTED, NOW);
    }

    private static Standing judge(DeviceRecord record, Instant now) {
        return RULES.judge(Optional.of(record), Optional.empty(), now);
    }

    private static BreakGlass glass(Instant from) {
        return new BreakGlass(
                "night shift", UUID.randomUUID(), UUID.randomUUID(), from, from.plus(Duration.ofHours(12)));
    }

    private static void assertAllowed(Standing standing, String allowed) {
        String is = (standing.mayEnrol() ? "enrol " : "")
                + (standing.mayRenew() ? "renew " : "")
                + (standing.maySend(false) ? "send " : "")
                + (standing.maySend(true) ? "urgent" : "");
        assertThat(is.strip()).isEqualTo(allowed);
    }
}
