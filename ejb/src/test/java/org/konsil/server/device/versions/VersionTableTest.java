package org.konsil.server.device.versions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.konsil.server.device.Platform;

@DisplayName("The version table (D2)")
class VersionTableTest {

    private static final String GOOD = """
            {"asOf": "2026-11-20", "provenance": "p", "lines": [
             {"platform": "windows", "line": "10.0", "patches": []},
             {"platform": "windows", "line": "10.0.26100", "lastDay": "2027-10-12",
              "patches": [{"released": "2026-11-10", "version": "10.0.26100.7000"}]}]}
            """;

    @Test
    @DisplayName("that is shipped can be read, knows phones and desktops, and says where it comes from")
    void shipsOne() {
        VersionTable shipped = VersionTable.shipped();

        assertThat(shipped.provenance()).contains("bring");
        for (Platform platform : Platform.values()) {
            assertThat(shipped.lines()).extracting(OsLine::platform).contains(platform);
        }
    }

    @Test
    @DisplayName("finds the line that says most, and knows what is newer than all of it")
    void findsTheLine() {
        VersionTable table = parse(GOOD);

        assertThat(table.find(windows("10.0.26100.1")).map(OsLine::line)).contains(OsVersion.parse("10.0.26100"));
        assertThat(table.find(windows("10.0.22631.1")).map(OsLine::line)).contains(OsVersion.parse("10.0"));
        assertThat(table.find(windows("11.0"))).isEmpty();
        assertThat(table.isOlderThan(windows("11.0"))).isTrue();
        assertThat(table.isOlderThan(windows("9.0"))).isFalse();
        assertThat(table.isOlderThan(new OsState(Platform.IOS, OsVersion.parse("99"), Optional.empty())))
                .isFalse();
    }

    @Test
    @DisplayName("counts a patch from the day it was given out")
    void countsFromRelease() {
        OsLine line = parse(GOOD).lines().get(1);
        OsState behind = windows("10.0.26100.6999");

        assertThat(line.behindSince(behind, Instant.parse("2026-11-09T23:59:59Z")))
                .isEmpty();
        assertThat(line.behindSince(behind, Instant.parse("2026-11-10T00:00:00Z")))
                .contains(LocalDate.parse("2026-11-10"));
        assertThat(line.behindSince(windows("10.0.26100.7000"), Instant.parse("2026-12-10T00:00:00Z")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{\"asOf\": \"2026-11-20\", \"provenance\": \"p\", \"lines\": []}",
                "{\"asOf\": \"2026-11-20\", \"provenance\": \"p\", \"lines\": [1]}",
            })
    @DisplayName("that is no table is refused")
    void refusesOthers(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> parse(text));
    }

    @Test
    @DisplayName("with one unclear place is refused as a whole")
    void refusesTheUnclear() {
        for (List<String> change : List.of(
                List.of("2026-11-20", "20.11.2026"),
                List.of("2026-11-20", "+999999999-12-31"),
                List.of("2027-10-12", "1999-12-31"),
                List.of("\"p\"", "\" \""),
                List.of("\"p\"", "7"),
                List.of("\"p\"", "\"" + "x".repeat(2001) + "\""),
                List.of("windows", "beos"),
                List.of("\"10.0.26100\"", "\"10.0\""),
                List.of("10.0.26100.7000", "10.0.26100.7000.1.2"),
                List.of("10.0.26100.7000", "10.x"),
                List.of("10.0.26100.7000", "9999999999"),
                List.of("\"version\": \"10.0.26100.7000\"", "\"level\": 5"),
                List.of("\"version\": \"10.0.26100.7000\"", "\"other\": 5"),
                List.of("\"released\"", "\"version\": \"1\", \"level\": \"2026-01-01\", \"released\""))) {
            assertThat(GOOD).contains(change.get(0));
            assertThatIllegalArgumentException()
                    .as(change.toString())
                    .isThrownBy(() -> parse(GOOD.replace(change.get(0), change.get(1))));
        }
    }

    @Test
    @DisplayName("too large for a table is not read")
    void refusesTheLarge() {
        String large = GOOD.replace("\"p\"", "\"p\"" + " ".repeat(VersionTableJson.MAX_BYTES));

        assertThatIllegalArgumentException().isThrownBy(() -> parse(large)).withMessageContaining("too large");
    }

    private static VersionTable parse(String json) {
        return VersionTable.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    private static OsState windows(String version) {
        return new OsState(Platform.WINDOWS, OsVersion.parse(version), Optional.empty());
    }
}
