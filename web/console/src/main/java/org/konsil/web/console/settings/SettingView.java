package org.konsil.web.console.settings;

import org.konsil.server.platform.SettingDrift;
import org.konsil.server.platform.settings.SettingInForce;

/** A setting, for the page to show. */
public class SettingView {

    private static final String NOTHING = "–";

    private final SettingInForce setting;

    SettingView(SettingInForce setting) {
        this.setting = setting;
    }

    SettingDrift drift() {
        return setting.drift();
    }

    public String getName() {
        return setting.name();
    }

    /** For which it matters. */
    public String getRequirement() {
        return setting.requirement();
    }

    /** What is in force. */
    public String getValue() {
        return setting.value().orElse(NOTHING);
    }

    /** What was declared. */
    public String getDeclared() {
        return setting.declared().orElse(NOTHING);
    }

    /** From where the value comes: {@code default}, {@code file}, {@code environment} or {@code other}. */
    public String getSource() {
        return setting.value().isEmpty() ? "none" : setting.source().text();
    }

    /** How it stands to what was declared: {@code none}, {@code looser}, {@code stricter} or {@code other}. */
    public String getDrift() {
        return setting.drift().text();
    }
}
