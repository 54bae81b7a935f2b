package org.konsil.server.device.session;

import java.time.Instant;
import org.konsil.server.device.DeviceId;
import org.konsil.server.directory.UserId;

/**
 * A device that has shown its owner's token and its own key.
 *
 * @param device which one
 * @param owner whose
 * @param expiresAt when token or certificate ends, whichever is first
 */
public record DeviceSession(DeviceId device, UserId owner, Instant expiresAt) {}
