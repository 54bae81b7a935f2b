package org.konsil.server.device.versions;

import java.time.LocalDate;
import java.util.Optional;
import org.konsil.server.device.Platform;

/**
 * What runs on a piece of hardware.
 *
 * @param patchLevel the security patch level, on platforms that have one beside the version
 */
public record OsState(Platform platform, OsVersion version, Optional<LocalDate> patchLevel) {}
