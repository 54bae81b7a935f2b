package org.konsil.web.console.settings;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.konsil.server.platform.SettingDrift;
import org.konsil.server.platform.settings.Configured;

/** Every setting that the server knows; on top those that protect people less or more than declared. */
@Named("settingsPage")
@RequestScoped
@SuppressWarnings("NullAway.Init") // read fills it
public class SettingsPage {

    @Inject
    Configured configured;

    private List<SettingView> settings;

    @PostConstruct
    void read() {
        settings = configured.all().stream().map(SettingView::new).toList();
    }

    /** All of them, by name. */
    public List<SettingView> getSettings() {
        return settings;
    }

    /** Those that protect people less, then those that protect them more. */
    public List<SettingView> getDrifted() {
        return settings.stream()
                .filter(setting -> setting.drift() == SettingDrift.LOOSER || setting.drift() == SettingDrift.STRICTER)
                .sorted((one, other) -> one.drift().compareTo(other.drift()))
                .toList();
    }

    /** How many protect people less. */
    public long getLooser() {
        return settings.stream()
                .filter(setting -> setting.drift() == SettingDrift.LOOSER)
                .count();
    }
}
