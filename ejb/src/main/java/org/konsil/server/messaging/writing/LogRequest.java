package org.konsil.server.messaging.writing;

import org.konsil.server.device.DeviceId;
import org.konsil.server.messaging.ConversationId;

/** What a device wants written in a conversation's log, together with what others want. */
public sealed interface LogRequest permits MessageRequest, CursorRequest {

    /** Who asks. */
    DeviceId device();

    /** In whose log. */
    ConversationId conversation();

    /** The bytes that it keeps in memory while it waits. */
    int bytes();
}
