package org.konsil.server.platform.start;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.konsil.server.platform.KnownSettings;
import org.konsil.server.platform.StartRefusedException;

/** Stops the start if a {@code konsil.*} setting is unknown or has a value that cannot be used. */
@Singleton
@Startup
public class SettingsCheck {

    private static final String PREFIX = "konsil.";

    /** What the server's own configuration reads, such as the database's address. */
    private static final String SERVER_PREFIX = "konsil.start.";

    /** The environment carries the launcher's variables, which appear here as if they were settings. */
    private static final String ENVIRONMENT = "EnvConfigSource";

    @Inject
    @Any
    Instance<KnownSettings> features;

    @Inject
    Config config;

    @PostConstruct
    void check() {
        Set<String> known = new TreeSet<>();
        for (KnownSettings feature : features) {
            known.addAll(feature.names());
            feature.requireUsable();
        }
        for (ConfigSource source : config.getConfigSources()) {
            if (!source.getName().startsWith(ENVIRONMENT)) {
                requireKnown(source.getPropertyNames(), known);
            }
        }
    }

    static void requireKnown(Iterable<String> configured, Set<String> known) {
        Set<String> unknown = new TreeSet<>();
        for (String name : configured) {
            if (name.startsWith(PREFIX) && !name.startsWith(SERVER_PREFIX) && !known.contains(name)) {
                unknown.add(name);
            }
        }
        if (!unknown.isEmpty()) {
            throw new StartRefusedException("Unknown settings " + unknown + "; known are " + known);
        }
    }
}
