package org.konsil.server.platform.settings;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.jspecify.annotations.Nullable;
import org.konsil.server.platform.SettingDrift;
import org.konsil.server.platform.SettingSource;

/** Every setting that the server knows, as it is in force, beside what was declared. */
@Stateless
public class Configured {

    private static final String SYSTEM = "SysPropConfigSource";
    private static final String ENVIRONMENT = "EnvConfigSource";
    /** Nobody should put a password into an address; if somebody does, it is not shown. */
    private static final Pattern USER_IN_ADDRESS = Pattern.compile("//[^/@]*@");

    @Inject
    Config config;

    /** All of them, by name. */
    public List<SettingInForce> all() {
        return Baseline.read().stream().map(this::inForce).toList();
    }

    /** The names of those of which some value protects people less than another. */
    public List<String> guarding() {
        return Baseline.read().stream()
                .filter(declared -> declared.looser() != Loosening.NEVER)
                .map(Baseline.Declared::key)
                .toList();
    }

    private SettingInForce inForce(Baseline.Declared declared) {
        ConfigValue configured = config.getConfigValue(declared.key());
        Optional<String> value = Optional.ofNullable(configured.getValue()).filter(text -> !text.isEmpty());
        SettingDrift drift = value.map(
                        text -> declared.looser().judge(declared.value().orElse(""), text))
                .orElse(SettingDrift.NONE);
        return new SettingInForce(
                declared.key(),
                declared.requirement(),
                value.or(declared::value).map(Configured::shown),
                declared.value(),
                value.isPresent() ? source(configured.getSourceName()) : SettingSource.DEFAULT,
                drift);
    }

    static String shown(String value) {
        return USER_IN_ADDRESS.matcher(value).replaceAll("//…@");
    }

    private static SettingSource source(@Nullable String name) {
        String known = name == null ? "" : name;
        if (known.startsWith(SYSTEM)) {
            return SettingSource.FILE;
        }
        return known.startsWith(ENVIRONMENT) ? SettingSource.ENVIRONMENT : SettingSource.OTHER;
    }
}
