package org.konsil.server.device;

import java.time.Instant;
import java.util.UUID;
import org.konsil.server.directory.UserId;

/**
 * A device in good standing: registered and not removed.
 *
 * @param id the device
 * @param owner whose it is; that never changes
 * @param hardware the approved piece of hardware it lives on
 * @param registeredAt since when
 */
public record RegisteredDevice(DeviceId id, UserId owner, UUID hardware, Instant registeredAt) {}
