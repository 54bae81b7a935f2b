package org.konsil.server.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.server.platform.SettingDrift;
import org.konsil.server.platform.SettingLoosened;
import org.konsil.server.platform.SettingSource;
import org.konsil.server.support.Wiring;

@DisplayName("What is configured, beside the declared baseline (A10)")
class ConfiguredTest {

    private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");
    private static final String LIFE = "konsil.messaging.message-life";
    private static final String INTERVAL = "konsil.directory.interval";
    private static final String STORE = "konsil.attachment.s3.endpoint";
    private static final String PORT = "konsil.public.https-port";

    /** Value and source, as WildFly has them. */
    private static final Map<String, List<String>> VALUES = Map.of(
            LIFE, List.of("PT1000H", "SysPropConfigSource"),
            INTERVAL, List.of("PT2S", "EnvConfigSource"),
            STORE, List.of("https://me:\"secret\"@store.example", "SysPropConfigSource"),
            PORT, List.of("443", "elsewhere"));

    private final List<Object> events = new ArrayList<>();
    private final Wiring wiring = new Wiring(proxy(EntityManager.class, Map.of()), events)
            .with(Config.class, config())
            .with(Clock.class, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    @DisplayName("is said with its source and how it stands to the baseline; what is not configured has its default")
    void says() {
        assertThat(find(LIFE).drift()).isEqualTo(SettingDrift.LOOSER);
        assertThat(find(LIFE).value()).contains("PT1000H");
        assertThat(find(LIFE).declared()).contains("PT720H");
        assertThat(find(LIFE).source()).isEqualTo(SettingSource.FILE);
        assertThat(find(LIFE).requirement()).isEqualTo("C3");
        assertThat(find(INTERVAL).drift()).isEqualTo(SettingDrift.STRICTER);
        assertThat(find(INTERVAL).source()).isEqualTo(SettingSource.ENVIRONMENT);
        assertThat(find(PORT).drift()).isEqualTo(SettingDrift.OTHER);
        assertThat(find(PORT).source()).isEqualTo(SettingSource.OTHER);
        assertThat(find("konsil.attachment.life").value()).contains("PT720H");
        assertThat(find("konsil.attachment.life").source()).isEqualTo(SettingSource.DEFAULT);
        assertThat(find("konsil.cluster.node").value()).isEmpty();
        assertThat(find(STORE).value()).contains("https://…@store.example");
    }

    @Test
    @DisplayName("becomes an event where it is looser, in plain characters, and nowhere else")
    void tells() {
        wiring.bean(Drift.class).tell();

        assertThat(events)
                .containsExactly(
                        new SettingLoosened(STORE, "https://?@store.example", NOW),
                        new SettingLoosened(LIFE, "PT1000H", NOW));
    }

    private SettingInForce find(String name) {
        return wiring.bean(Configured.class).all().stream()
                .filter(setting -> setting.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Config config() {
        return (Config) Proxy.newProxyInstance(
                Config.class.getClassLoader(), new Class<?>[] {Config.class}, (self, method, arguments) -> {
                    List<String> known = VALUES.get(arguments[0]);
                    return proxy(
                            ConfigValue.class,
                            known == null ? Map.of() : Map.of("getValue", known.get(0), "getSourceName", known.get(1)));
                });
    }

    /** Answers these methods, and nothing otherwise. */
    private static <T> T proxy(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answers.get(method.getName())));
    }
}
