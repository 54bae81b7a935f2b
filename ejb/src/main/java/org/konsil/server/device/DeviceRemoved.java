package org.konsil.server.device;

import java.time.Instant;
import org.konsil.server.directory.UserId;

/** A device was put out for good. Fired inside the transaction that stored it. */
public record DeviceRemoved(DeviceId device, UserId owner, Instant at) {}
