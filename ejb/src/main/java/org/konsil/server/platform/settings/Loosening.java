package org.konsil.server.platform.settings;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.konsil.server.platform.SettingDrift;

/** In which direction a setting's value protects people less. */
enum Loosening {
    /** A longer time. */
    LONGER {
        @Override
        SettingDrift judge(String declared, String value) {
            int difference = Duration.parse(value).compareTo(Duration.parse(declared));
            return difference == 0 ? SettingDrift.NONE : looserIf(difference > 0);
        }
    },
    /** A list with something in it that is not in the declared one. */
    MORE {
        @Override
        SettingDrift judge(String declared, String value) {
            Set<String> before = Set.of(declared.split(",", -1));
            Set<String> now = Set.of(value.split(",", -1));
            return now.equals(before) ? SettingDrift.NONE : looserIf(!before.containsAll(now));
        }
    },
    /** No instead of yes. */
    FALSE {
        @Override
        SettingDrift judge(String declared, String value) {
            return value.equals(declared) ? SettingDrift.NONE : looserIf(!Boolean.parseBoolean(value));
        }
    },
    /** That it is set at all. */
    SET {
        @Override
        SettingDrift judge(String declared, String value) {
            return SettingDrift.LOOSER;
        }
    },
    /** Protects people no more or less with any value. */
    NEVER {
        @Override
        SettingDrift judge(String declared, String value) {
            return declared.isEmpty() || value.equals(declared) ? SettingDrift.NONE : SettingDrift.OTHER;
        }
    };

    /** How a configured value stands to the declared one, which is empty if there is none. */
    abstract SettingDrift judge(String declared, String value);

    private static SettingDrift looserIf(boolean looser) {
        return looser ? SettingDrift.LOOSER : SettingDrift.STRICTER;
    }

    static Optional<Loosening> find(String text) {
        for (Loosening loosening : values()) {
            if (loosening.name().toLowerCase(Locale.ROOT).equals(text)) {
                return Optional.of(loosening);
            }
        }
        return Optional.empty();
    }
}
