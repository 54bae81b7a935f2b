package org.konsil.server.device.posture;

import org.konsil.server.directory.UserId;

/**
 * Somebody whose keys a piece of hardware is to hold.
 *
 * @param username the name with which they log in
 */
public record HardwareUser(UserId id, String username) {}
