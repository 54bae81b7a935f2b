package org.konsil.server.messaging.acknowledgement;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.konsil.server.device.DeviceRemoved;
import org.konsil.server.messaging.queueing.ConversationLog;

/** A device that was put out gets nothing more, in the same transaction; nobody's message waits for it. */
@Dependent
class RemovedReaders {

    @Inject
    ConversationLog log;

    void silence(@Observes DeviceRemoved removed) {
        log.silence(removed.device());
    }
}
