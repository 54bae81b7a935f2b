package org.konsil.server.platform;

import java.util.Locale;

/** How a setting's value stands to the declared baseline (A10). */
public enum SettingDrift {
    /** As declared, or there is nothing to compare with. */
    NONE,
    /** It protects people less. */
    LOOSER,
    /** It protects people more. */
    STRICTER,
    /** Another value, which protects people neither more nor less. */
    OTHER;

    /** As it is written in answers. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
