package org.konsil.server.device.standing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.konsil.server.device.Grade;
import org.konsil.server.device.standing.StandingRules.Patience;
import org.konsil.server.device.versions.VersionTable;

@Label("D1 D2 D3 whatever happens to a device, in whatever order")
class StandingPropertyTest {

    private static final Instant BEGIN = Instant.parse("2026-10-01T00:00:00Z");

    /** What can happen; time passes between any two. */
    enum Happening {
        SEEN,
        PATCHED,
        PASSCODE_OFF,
        PASSCODE_ON,
        DECRYPTED,
        ENCRYPTED,
        ROOTED,
        RESTORED,
        STRUCK_OUT,
        MANAGED_AGAIN,
        GLASS_BROKEN,
        TABLE_RENEWED
    }

    /** A device as a person would follow it with pencil and paper. */
    private static final class Course {

        private Instant now = BEGIN;
        private String level = "2026-10-05";
        private Protection protection = Hardware.PROTECTED;
        private Instant seen = BEGIN;
        private boolean managed = true;
        private @Nullable BreakGlass glass;
        private String tableAsOf = "2026-10-01";

        void go(Happening happening, int hours) {
            now = now.plus(Duration.ofHours(hours));
            switch (happening) {
                case SEEN -> seen = now;
                case PATCHED -> level = today();
                case PASSCODE_OFF -> protection = with(false, protection.storageEncrypted(), protection.compromised());
                case PASSCODE_ON -> protection = with(true, protection.storageEncrypted(), protection.compromised());
                case DECRYPTED -> protection = with(protection.passcodeSet(), false, protection.compromised());
                case ENCRYPTED -> protection = with(protection.passcodeSet(), true, protection.compromised());
                case ROOTED -> protection = with(protection.passcodeSet(), protection.storageEncrypted(), true);
                case RESTORED -> protection = with(protection.passcodeSet(), protection.storageEncrypted(), false);
                case STRUCK_OUT -> managed = false;
                case MANAGED_AGAIN -> managed = true;
                case GLASS_BROKEN ->
                    glass = new BreakGlass(
                            "test", UUID.randomUUID(), UUID.randomUUID(), now, now.plus(Duration.ofHours(48)));
                case TABLE_RENEWED -> tableAsOf = today();
            }
        }

        Standing standing(Instant at) {
            Optional<DeviceRecord> record = managed
                    ? Optional.of(Hardware.record(Hardware.android("14", level), protection, seen))
                    : Optional.empty();
            return new StandingRules(Hardware.table(tableAsOf, ""), Patience.usual())
                    .judge(record, Optional.ofNullable(glass), at);
        }

        boolean isSafe() {
            return managed && protection.passcodeSet() && protection.storageEncrypted() && !protection.compromised();
        }

        boolean isFresh() {
            return managed && now.isBefore(seen.plus(Duration.ofHours(26)));
        }

        boolean isPatched() {
            return !LocalDate.parse(level).isBefore(LocalDate.parse("2026-11-05"))
                    || now.isBefore(Instant.parse("2026-12-02T00:00:00Z"));
        }

        private String today() {
            return LocalDate.ofInstant(now, ZoneOffset.UTC).toString();
        }

        private static Protection with(boolean passcode, boolean encrypted, boolean compromised) {
            return new Protection(passcode, encrypted, compromised);
        }
    }

    @Property(tries = 300)
    @Label("nothing is issued, renewed or sent without a fresh good record")
    void nothingWithoutAGoodRecord(
            @ForAll @Size(max = 25) List<Happening> happenings, @ForAll @IntRange(min = 1, max = 200) int hours) {
        Course course = new Course();
        for (Happening happening : happenings) {
            course.go(happening, hours);
            Standing standing = course.standing(course.now);
            boolean overlooked = course.glass != null && course.glass.isOpen(course.now);

            if (standing.mayEnrol()) {
                assertThat(course.isSafe() && course.isFresh() && course.isPatched())
                        .as("%s then %s", happenings, standing)
                        .isTrue();
            }
            if (standing.mayRenew()) {
                assertThat(course.isSafe() && course.isFresh()).isTrue();
            }
            if (standing.maySend(false)) {
                assertThat(course.isSafe() && (course.isPatched() || overlooked))
                        .as("%s then %s", happenings, standing)
                        .isTrue();
            }
            if (standing.maySend(true)) {
                assertThat(course.isSafe()).isTrue();
            }
        }
    }

    @Property(tries = 200)
    @Label("time alone never makes it better")
    void timeNeverHelps(
            @ForAll @Size(max = 20) List<Happening> happenings, @ForAll @IntRange(min = 1, max = 5000) int hours) {
        Course course = new Course();
        happenings.forEach(happening -> course.go(happening, 24));

        Standing now = course.standing(course.now);
        Standing later = course.standing(course.now.plus(Duration.ofHours(hours)));

        assertThat(later.ownGrade()).isGreaterThanOrEqualTo(now.ownGrade());
        assertThat(later.grade()).isGreaterThanOrEqualTo(now.grade());
        assertThat(now.fresh() || !later.fresh()).isTrue();
    }

    @Property(tries = 200)
    @Label("a newer patch never starts the patience anew")
    void aNewPatchGivesNoTime(@ForAll @IntRange(min = 1, max = 90) int days, @ForAll @IntRange(max = 90) int after) {
        LocalDate released = LocalDate.parse("2026-10-05").plusDays(days);
        Instant now = released.plusDays(after).atStartOfDay(ZoneOffset.UTC).toInstant();
        DeviceRecord record = Hardware.record(Hardware.android("14", "2026-09-05"), Hardware.PROTECTED, now);
        String more = ", {\"released\": \"%s\", \"level\": \"%s\"}".formatted(released, released);

        Grade without = grade(Hardware.table("2026-11-20", ""), record, now);
        Grade with = grade(Hardware.table("2026-11-20", more), record, now);

        assertThat(with).isGreaterThanOrEqualTo(without);
    }

    private static Grade grade(VersionTable table, DeviceRecord record, Instant now) {
        return new StandingRules(table, Patience.usual())
                .judge(Optional.of(record), Optional.empty(), now)
                .grade();
    }
}
