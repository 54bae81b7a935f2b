package org.konsil.server.platform.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What was declared in {@code config/baseline.yaml}: a list of entries with a text for each of four keys, the only YAML that is read here. */
final class Baseline {

    private static final Pattern LINE = Pattern.compile("(- |  )([a-z]+): (\\S+)");
    private static final Set<String> KEYS = Set.of("key", "requirement", "default", "looser");
    private static final String NOTHING = "~";

    private Baseline() {}

    /** One entry. */
    record Declared(String key, String requirement, Optional<String> value, Loosening looser) {}

    /** The one that came with this server. */
    static List<Declared> read() {
        try (InputStream file = Objects.requireNonNull(Baseline.class.getResourceAsStream("baseline.yaml"))) {
            return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalArgumentException for anything that is not such a list */
    static List<Declared> parse(String yaml) {
        List<Map<String, String>> entries = new ArrayList<>();
        for (String line : yaml.lines().toList()) {
            if (!line.isBlank() && !line.startsWith("#")) {
                Matcher matcher = LINE.matcher(line);
                require(matcher.matches(), line);
                if (matcher.group(1).equals("- ")) {
                    entries.add(new HashMap<>());
                }
                require(!entries.isEmpty() && KEYS.contains(matcher.group(2)), line);
                Map<String, String> entry = entries.get(entries.size() - 1);
                require(entry.put(matcher.group(2), matcher.group(3)) == null, line);
            }
        }
        return entries.stream().map(Baseline::declared).toList();
    }

    private static Declared declared(Map<String, String> entry) {
        require(entry.keySet().equals(KEYS), entry.toString());
        return new Declared(
                text(entry, "key"),
                text(entry, "requirement"),
                Optional.of(text(entry, "default")).filter(text -> !text.equals(NOTHING)),
                Loosening.find(text(entry, "looser"))
                        .orElseThrow(() -> new IllegalArgumentException("looser: " + entry)));
    }

    private static String text(Map<String, String> entry, String key) {
        return Objects.requireNonNull(entry.get(key));
    }

    private static void require(boolean good, String where) {
        if (!good) {
            throw new IllegalArgumentException("no line of a baseline: " + where);
        }
    }
}
