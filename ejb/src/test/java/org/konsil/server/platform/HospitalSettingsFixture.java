package org.konsil.server.platform;

/** The settings of a test's hospital. */
public final class HospitalSettingsFixture {

    private HospitalSettingsFixture() {}

    public static HospitalSettings of(String domain) {
        HospitalSettings settings = new HospitalSettings();
        settings.domain = domain;
        settings.host = "konsil." + domain;
        settings.httpPort = 8080;
        return settings;
    }
}
