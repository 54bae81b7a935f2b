package org.konsil.server.messaging.acknowledgement;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import org.konsil.server.device.DeviceId;
import org.konsil.server.messaging.ConversationId;
import org.konsil.server.messaging.queueing.ConversationLog;
import org.konsil.server.messaging.queueing.MessageReach;

/** Tells what devices have acknowledged; what they acknowledge is written with messages. */
@Stateless
public class Acknowledgement {

    @Inject
    ConversationLog log;

    /**
     * On how many of the other devices messages are; who they are stays untold.
     *
     * @throws org.konsil.server.messaging.UnknownConversationException if the device is not a member
     */
    public List<MessageReach> reach(DeviceId device, ConversationId conversation, List<Long> seqs) {
        return log.reach(conversation, device, seqs);
    }
}
