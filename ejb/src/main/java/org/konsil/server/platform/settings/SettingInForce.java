package org.konsil.server.platform.settings;

import java.util.Optional;
import org.konsil.server.platform.SettingDrift;
import org.konsil.server.platform.SettingSource;

/**
 * A setting as it is now.
 *
 * @param requirement for which it matters
 * @param value nothing if it is not set and has no default; secrets are in files, of which this is the name
 * @param declared the default, if there is one
 * @param drift how it stands to the baseline
 */
public record SettingInForce(
        String name,
        String requirement,
        Optional<String> value,
        Optional<String> declared,
        SettingSource source,
        SettingDrift drift) {}
