package org.konsil.server.device;

import java.time.Instant;
import java.util.UUID;

/**
 * An officer took a piece of hardware off the list. Fired inside the transaction that stored it.
 *
 * @param officer the subject of the officer's token
 */
public record HardwareEnded(UUID hardware, String officer, Instant at) {}
