package org.konsil.server.messaging.writing;

import org.konsil.server.device.DeviceId;
import org.konsil.server.messaging.ConversationId;

/**
 * A device's word that it holds everything up to a place in a log.
 *
 * @param device the reader
 * @param conversation whose log
 * @param seq the place; below the device's cursor, or beyond what it may read, changes nothing more
 */
public record CursorRequest(DeviceId device, ConversationId conversation, long seq) implements LogRequest {

    private static final int OVERHEAD_BYTES = 256;

    @Override
    public int bytes() {
        return OVERHEAD_BYTES;
    }
}
