package org.konsil.server.device.standing;

import org.konsil.server.device.versions.OsState;

/** What a device management says of one piece of hardware. */
public record DeviceRecord(OsState os, Protection protection, Evidence evidence) {}
