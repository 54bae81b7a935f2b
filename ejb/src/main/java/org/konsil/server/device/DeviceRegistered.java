package org.konsil.server.device;

import java.time.Instant;
import org.konsil.server.directory.UserId;

/** A device became known as a person's. Fired inside the transaction that stored it. */
public record DeviceRegistered(DeviceId device, UserId owner, Instant at) {}
