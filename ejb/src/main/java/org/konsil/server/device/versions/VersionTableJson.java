package org.konsil.server.device.versions;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.ByteArrayInputStream;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.konsil.server.device.Platform;

/** The version table as people keep it. What is unclear is refused as a whole, so that nobody is judged by half a table. */
final class VersionTableJson {

    static final int MAX_BYTES = 1024 * 1024;
    private static final int MAX_LINES = 500;
    private static final int MAX_PATCHES = 1000;
    private static final int MAX_PROVENANCE = 2000;
    private static final int EARLIEST_YEAR = 2000;
    private static final int LATEST_YEAR = 2200;

    private VersionTableJson() {}

    static VersionTable read(byte[] bytes) {
        require(bytes.length <= MAX_BYTES, "the table is too large");
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(bytes))) {
            return table(reader.readObject());
        } catch (JsonException | ClassCastException | DateTimeException unclear) {
            throw new IllegalArgumentException("no version table", unclear);
        }
    }

    private static VersionTable table(JsonObject json) {
        String provenance = text(json, "provenance").strip();
        require(!provenance.isEmpty() && provenance.length() <= MAX_PROVENANCE, "provenance is missing or too long");
        List<OsLine> lines = list(json, "lines", MAX_LINES).stream()
                .map(VersionTableJson::line)
                .toList();
        require(!lines.isEmpty(), "a table without lines would block everything");
        long different = lines.stream()
                .map(line -> line.platform() + " " + line.line())
                .distinct()
                .count();
        require(different == lines.size(), "a line is there twice");
        return new VersionTable(requireDay(json, "asOf"), provenance, lines);
    }

    private static OsLine line(JsonObject json) {
        Platform platform = Platform.find(text(json, "platform"))
                .orElseThrow(() -> new IllegalArgumentException("a line of no known platform"));
        List<Patch> patches = list(json, "patches", MAX_PATCHES).stream()
                .map(VersionTableJson::patch)
                .toList();
        return new OsLine(platform, OsVersion.parse(text(json, "line")), day(json, "lastDay"), patches);
    }

    private static Patch patch(JsonObject json) {
        return new Patch(
                requireDay(json, "released"),
                json.containsKey("version") ? Optional.of(OsVersion.parse(text(json, "version"))) : Optional.empty(),
                day(json, "level"));
    }

    private static Optional<LocalDate> day(JsonObject json, String name) {
        return json.containsKey(name) ? Optional.of(requireDay(json, name)) : Optional.empty();
    }

    private static LocalDate requireDay(JsonObject json, String name) {
        LocalDate day = LocalDate.parse(text(json, name));
        // Far enough from the ends of the calendar that sums of days stay on it.
        require(day.getYear() >= EARLIEST_YEAR && day.getYear() <= LATEST_YEAR, name + " is no day of these times");
        return day;
    }

    private static List<JsonObject> list(JsonObject json, String name, int most) {
        require(json.get(name) instanceof JsonArray, name + " is no list");
        JsonArray array = json.getJsonArray(name);
        require(array.size() <= most, name + " is too long");
        return array.getValuesAs(JsonObject.class);
    }

    private static String text(JsonObject json, String name) {
        if (json.get(name) instanceof JsonString text) {
            return text.getString();
        }
        throw new IllegalArgumentException(name + " is no text");
    }

    private static void require(boolean good, String otherwise) {
        if (!good) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
