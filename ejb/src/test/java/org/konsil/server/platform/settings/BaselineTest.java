package org.konsil.server.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.server.platform.KnownSettings;
import org.konsil.server.platform.SettingDrift;

@DisplayName("The declared baseline (A10)")
class BaselineTest {

    private static final Path CLASSES = Path.of("target/classes");

    @Test
    @DisplayName("has an entry for each setting that a feature knows, with its default, and no other")
    void agreesWithTheSettings() throws IOException, ReflectiveOperationException {
        Map<String, String> declared = new TreeMap<>();
        Baseline.read().forEach(entry -> declared.put(entry.key(), entry.value().orElse("~")));

        assertThat(declared).hasSizeGreaterThan(60).isEqualTo(new TreeMap<>(inCode()));
        assertThat(Baseline.read()).hasSameSizeAs(declared.keySet());
    }

    @Test
    @DisplayName("names a requirement for each, and is ordered by name")
    void namesRequirements() {
        assertThat(Baseline.read())
                .allSatisfy(
                        entry -> assertThat(entry.requirement()).matches("A[1-9]|A10|C[123]|D[123]|N[0-9]+|platform"));
        assertThat(Baseline.read()).extracting(Baseline.Declared::key).isSorted();
    }

    @Test
    @DisplayName("a longer time, a longer list, a no, or that it is set at all is looser; the opposite is stricter")
    void judges() {
        assertThat(Loosening.LONGER.judge("PT720H", "P31D")).isEqualTo(SettingDrift.LOOSER);
        assertThat(Loosening.LONGER.judge("PT720H", "P30D")).isEqualTo(SettingDrift.NONE);
        assertThat(Loosening.LONGER.judge("PT720H", "PT1H")).isEqualTo(SettingDrift.STRICTER);
        assertThat(Loosening.MORE.judge("app", "app,command")).isEqualTo(SettingDrift.LOOSER);
        assertThat(Loosening.MORE.judge("app", "other")).isEqualTo(SettingDrift.LOOSER);
        assertThat(Loosening.MORE.judge("app,command", "command,app")).isEqualTo(SettingDrift.NONE);
        assertThat(Loosening.MORE.judge("app,command", "app")).isEqualTo(SettingDrift.STRICTER);
        assertThat(Loosening.FALSE.judge("true", "false")).isEqualTo(SettingDrift.LOOSER);
        assertThat(Loosening.FALSE.judge("false", "true")).isEqualTo(SettingDrift.STRICTER);
        assertThat(Loosening.FALSE.judge("false", "false")).isEqualTo(SettingDrift.NONE);
        assertThat(Loosening.SET.judge("", "https://store")).isEqualTo(SettingDrift.LOOSER);
        assertThat(Loosening.NEVER.judge("8443", "443")).isEqualTo(SettingDrift.OTHER);
        assertThat(Loosening.NEVER.judge("", "anything")).isEqualTo(SettingDrift.NONE);
    }

    @Test
    @DisplayName("is read strictly: an unknown key, a missing one, a repeated one, another shape is refused")
    void isReadStrictly() {
        String good = "- key: konsil.a\n  requirement: C3\n  default: ~\n  looser: never\n";

        assertThat(Baseline.parse("# words\n\n" + good))
                .containsExactly(new Baseline.Declared("konsil.a", "C3", Optional.empty(), Loosening.NEVER));
        for (String bad : List.of(
                good.replace("never", "wider"),
                good.replace("looser", "loser"),
                good.replace("  default: ~\n", ""),
                good + "  default: 7\n",
                good.replace("- key", "  key"),
                good.replace("default: ~", "default: [1, 2]"),
                good.replace("  default", "\tdefault"))) {
            assertThatThrownBy(() -> Baseline.parse(bad)).as(bad).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    @DisplayName("a password in an address is not shown")
    void hidesPasswords() {
        assertThat(Configured.shown("https://me:secret@store.example/bucket"))
                .isEqualTo("https://…@store.example/bucket");
        assertThat(Configured.shown("app,command")).isEqualTo("app,command");
    }

    /** Each setting with its default, as the settings classes of this module say. */
    private static Map<String, String> inCode() throws IOException, ReflectiveOperationException {
        Map<String, String> settings = new HashMap<>();
        for (Class<?> type : settingsClasses()) {
            Map<String, String> injected = new HashMap<>();
            for (Field field : type.getDeclaredFields()) {
                ConfigProperty property = field.getAnnotation(ConfigProperty.class);
                if (property != null) {
                    String value = property.defaultValue();
                    injected.put(property.name(), value.equals(ConfigProperty.UNCONFIGURED_VALUE) ? "~" : value);
                }
            }
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            assertThat(((KnownSettings) constructor.newInstance()).names())
                    .as(type.getName())
                    .isEqualTo(injected.keySet());
            settings.putAll(injected);
        }
        return settings;
    }

    private static List<Class<?>> settingsClasses() throws IOException, ReflectiveOperationException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(CLASSES)) {
            files = all.filter(file -> file.toString().endsWith("Settings.class"))
                    .collect(Collectors.toList());
        }
        List<Class<?>> classes = new ArrayList<>();
        for (Path file : files) {
            String name = CLASSES.relativize(file).toString().replace('/', '.').replaceAll("\\.class$", "");
            Class<?> type = Class.forName(name, false, BaselineTest.class.getClassLoader());
            if (KnownSettings.class.isAssignableFrom(type) && !type.isInterface()) {
                classes.add(type);
            }
        }
        return classes;
    }
}
