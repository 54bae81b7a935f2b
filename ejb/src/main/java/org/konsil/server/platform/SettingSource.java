package org.konsil.server.platform;

import java.util.Locale;

/** From where a setting's value comes. */
public enum SettingSource {
    DEFAULT,
    /** What the start was given: {@code config/konsil.properties} with the operator's own. */
    FILE,
    /** A variable of the process. */
    ENVIRONMENT,
    /** Another source that WildFly was told of. */
    OTHER;

    /** As it is written in answers. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
