package org.konsil.client.messaging;

import java.util.List;
import java.util.UUID;

/**
 * Devices that were in a conversation before this one: what they said earlier was not for it.
 *
 * @param epoch the first that this device can read
 */
record SinceBefore(List<UUID> devices, long epoch) {

    static final SinceBefore NOBODY = new SinceBefore(List.of(), 0);
}
