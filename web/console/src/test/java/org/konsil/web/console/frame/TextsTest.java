package org.konsil.web.console.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.pki.profile.CertificateProfile;
import org.konsil.pki.profile.CertificateProfiles;
import org.konsil.pki.revocation.RevocationReason;
import org.konsil.server.access.Role;
import org.konsil.server.certification.ActKind;
import org.konsil.server.certification.ApprovalKind;
import org.konsil.server.certification.ApprovalState;
import org.konsil.server.certification.RefusalReason;
import org.konsil.server.certification.ReissueState;
import org.konsil.server.device.HardwareState;
import org.konsil.server.platform.HealthPart;
import org.konsil.server.platform.HealthReport;
import org.konsil.server.platform.HealthTrouble;
import org.konsil.server.platform.SettingSource;
import org.konsil.server.platform.settings.Configured;

@DisplayName("The console's texts")
class TextsTest {

    private static final Path EVENTS = Path.of("..", "..", "docs", "protocol", "proof-events.schema.json");
    private static final Pattern EVENT = Pattern.compile("\"const\": \"([a-z-]+)\"");
    private static final Path MAIN = Path.of("src/main");
    /** In a page: {@code text['key']}, {@code words.with('key', …)}; in a class: a word with a dot in quotes. */
    private static final Pattern IN_PAGE =
            Pattern.compile("(?:text\\[|words\\.with\\(|\\? |: )'([a-z][A-Za-z-]*(?:\\.[A-Za-z.-]+)?)'[\\],]");

    private static final Pattern IN_CLASS = Pattern.compile("notices\\.\\w+\\(\"([^\"]+)\"\\)");
    private static final Pattern FAMILY = Pattern.compile("words\\.of\\('([a-z.A-Z]+)',|text\\['([a-z]+\\.)'\\.concat");

    @Test
    @DisplayName("each key is there in German and in English, and says something")
    void bothLanguages() throws IOException {
        Properties german = read("de");
        Properties english = read("en");

        assertThat(german.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(english.stringPropertyNames());
        assertThat(Stream.of(german, english).flatMap(file -> file.values().stream()))
                .allSatisfy(text -> assertThat(text.toString()).isNotBlank());
    }

    @Test
    @DisplayName("each key that a page or a class names is there")
    void keysOfPages() throws IOException {
        Set<String> used = new TreeSet<>();
        for (Path page : files(".xhtml")) {
            used.addAll(found(IN_PAGE, Files.readString(page)));
        }
        for (Path type : files(".java")) {
            used.addAll(found(IN_CLASS, Files.readString(type)));
        }

        assertThat(used).hasSizeGreaterThan(60);
        assertThat(read("de").stringPropertyNames()).containsAll(used);
    }

    @Test
    @DisplayName("each value that may be shown has a name")
    void keysOfValues() throws IOException {
        Set<String> expected = new TreeSet<>();
        add(expected, "page.", ConsolePage.values(), page -> lower(page.name()));
        add(expected, "role.", Role.values(), Role::roleName);
        add(expected, "may.", Role.values(), Role::roleName);
        add(expected, "reason.", RevocationReason.values(), RevocationReason::text);
        add(expected, "refusal.", RefusalReason.values(), RefusalReason::text);
        add(expected, "kind.", ApprovalKind.values(), ApprovalKind::text);
        add(expected, "hardware.state.", HardwareState.values(), HardwareState::text);
        add(expected, "approval.", ApprovalState.values(), ApprovalState::text);
        addHealth(expected);
        addSettings(expected);
        addActivity(expected);
        CertificateProfiles.all().stream()
                .map(CertificateProfile::name)
                .forEach(name -> expected.add("profile." + name));
        for (String act : List.of("revoke", "hold", "release")) {
            Stream.of("revocation.title.", "revocation.do.", "effect.first.", "effect.second.", "effect.third.")
                    .forEach(family -> expected.add(family + act));
        }
        for (String authority : List.of("root", "staff-ca", "device-ca", "service-ca")) {
            expected.add("authority." + authority);
        }
        for (String state : List.of("valid", "future", "hold", "revoked", "expired")) {
            expected.add("state." + state);
        }

        assertThat(read("de").stringPropertyNames())
                .containsAll(expected)
                .filteredOn(key -> key.startsWith("page."))
                .hasSameSizeAs(ConsolePage.values());
    }

    @Test
    @DisplayName("no key is left that nobody uses")
    void noKeyIsLeft() throws IOException {
        StringBuilder everything = new StringBuilder();
        for (String ending : List.of(".xhtml", ".java")) {
            for (Path file : files(ending)) {
                everything.append(Files.readString(file));
            }
        }
        String source = everything.toString();
        Set<String> families = found(FAMILY, source).stream()
                .map(family -> family.endsWith(".") ? family : family + ".")
                .collect(Collectors.toSet());
        families.add("page.");

        assertThat(read("de").stringPropertyNames())
                .allSatisfy(key -> assertThat(families.stream().anyMatch(key::startsWith)
                                || source.contains("'" + key + "'")
                                || source.contains("\"" + key + "\""))
                        .as(key)
                        .isTrue());
    }

    /** Each act, and each kind of event that the proof log may ever have. */
    private static void addActivity(Set<String> expected) throws IOException {
        add(expected, "act.kind.", ActKind.values(), ActKind::text);
        add(expected, "reissue.", ReissueState.values(), ReissueState::text);
        Set<String> events = found(EVENT, Files.readString(EVENTS));
        assertThat(events).hasSizeGreaterThan(20);
        events.forEach(event -> expected.add("event." + event));
    }

    /** Each setting of which a value can protect people less has a sentence that says why it matters. */
    private static void addSettings(Set<String> expected) {
        add(expected, "settings.source.", SettingSource.values(), SettingSource::text);
        expected.addAll(Set.of("settings.drift.looser", "settings.drift.stricter", "settings.source.none"));
        new Configured().guarding().forEach(name -> expected.add("settings.why." + name));
    }

    /** Nothing can be the matter without a sentence that says what to do. */
    private static void addHealth(Set<String> expected) {
        add(expected, "health.part.", HealthPart.values(), HealthPart::text);
        add(expected, "health.trouble.", HealthTrouble.values(), HealthTrouble::text);
        add(expected, "health.advice.", HealthTrouble.values(), HealthTrouble::text);
        add(expected, "health.state.", HealthReport.State.values(), HealthReport.State::text);
        add(expected, "health.all.", HealthReport.State.values(), HealthReport.State::text);
        add(expected, "health.fact.", HealthReport.Fact.values(), HealthReport.Fact::text);
    }

    private static <T> void add(Set<String> keys, String prefix, T[] values, Function<T, String> name) {
        Stream.of(values).forEach(value -> keys.add(prefix + name.apply(value)));
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Set<String> found(Pattern pattern, String source) {
        Set<String> keys = new TreeSet<>();
        Matcher matcher = pattern.matcher(source);
        while (matcher.find()) {
            for (int group = 1; group <= matcher.groupCount(); group++) {
                if (matcher.group(group) != null) {
                    keys.add(matcher.group(group));
                }
            }
        }
        return keys;
    }

    private static List<Path> files(String ending) throws IOException {
        try (Stream<Path> all = Files.walk(MAIN)) {
            return all.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    private static Properties read(String language) throws IOException {
        Properties texts = new Properties();
        String name = "/org/konsil/web/console/text_" + language + ".properties";
        try (InputStream in = TextsTest.class.getResourceAsStream(name)) {
            assertThat(in).as(name).isNotNull();
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return texts;
    }
}
