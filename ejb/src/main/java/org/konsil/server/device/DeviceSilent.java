package org.konsil.server.device;

import java.time.Instant;
import org.konsil.server.directory.UserId;

/** A device was not heard of for so long that it is to leave its groups; it stays its owner's and may come back. */
public record DeviceSilent(DeviceId device, UserId owner, Instant at) {}
