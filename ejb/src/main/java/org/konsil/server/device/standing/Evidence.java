package org.konsil.server.device.standing;

import java.time.Instant;

/**
 * How old a statement about a piece of hardware is.
 *
 * @param seenAt when the device management last heard of it
 * @param confirmedAt when the device management last confirmed, to this server, that its statements still hold
 */
public record Evidence(Instant seenAt, Instant confirmedAt) {}
