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
import org.konsil.server.platform.KnownSettings;
import org.konsil.server.platform.StartRefusedException;

/** Stops the start if a {@code konsil.*} setting is unknown or has a value that cannot be used. */
@Singleton
@Startup
public class SettingsCheck {

    static final String PREFIX = "konsil.";

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
        requireKnown(config.getPropertyNames(), known);
    }

    static void requireKnown(Iterable<String> configured, Set<String> known) {
        Set<String> unknown = new TreeSet<>();
        for (String name : configured) {
            if (name.startsWith(PREFIX) && !known.contains(name)) {
                unknown.add(name);
            }
        }
        if (!unknown.isEmpty()) {
            throw new StartRefusedException("Unknown settings " + unknown + "; known are " + known);
        }
    }
}
