package org.konsil.server.platform;

/** The settings of a test's hospital. */
public final class HospitalSettingsFixture {

    private HospitalSettingsFixture() {}

    public static HospitalSettings of(String domain) {
        HospitalSettings settings = new HospitalSettings();
        settings.domain = domain;
        return settings;
    }
}
