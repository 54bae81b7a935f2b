package org.konsil.server.platform.settings;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import org.konsil.server.platform.SettingDrift;
import org.konsil.server.platform.SettingLoosened;

/** Tells of each setting that protects people less than declared (A10); all of it is durable when it returns, or none. */
@Stateless
public class Drift {

    private static final int MOST_CHARACTERS = 200;

    @Inject
    Configured configured;

    @Inject
    Event<SettingLoosened> loosened;

    @Inject
    Clock clock;

    /** Once for each start. */
    public void tell() {
        for (SettingInForce setting : configured.all()) {
            if (setting.drift() == SettingDrift.LOOSER) {
                loosened.fire(new SettingLoosened(
                        setting.name(), plain(setting.value().orElse("")), clock.instant()));
            }
        }
    }

    /** The proof log takes plain characters only, and nobody is kept from starting by a longer value. */
    private static String plain(String value) {
        String plain = value.replaceAll("[^ -~]|[\"\\\\]", "?");
        return plain.substring(0, Math.min(plain.length(), MOST_CHARACTERS));
    }
}
