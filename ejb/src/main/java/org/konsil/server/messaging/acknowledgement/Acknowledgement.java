package org.konsil.server.messaging.acknowledgement;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;
import org.konsil.server.device.DeviceId;
import org.konsil.server.messaging.ConversationDelivered;
import org.konsil.server.messaging.ConversationId;
import org.konsil.server.messaging.UnknownConversationException;
import org.konsil.server.messaging.queueing.ConversationLog;
import org.konsil.server.messaging.queueing.MessageReach;

/** Takes a device's word that it holds everything up to a place in a log. */
@Stateless
public class Acknowledgement {

    @Inject
    ConversationLog log;

    @Inject
    Event<ConversationDelivered> delivered;

    /**
     * Moves the device's cursor; it never goes back. What every device has is deleted in the same transaction.
     *
     * @throws UnknownConversationException if the device neither is nor was a member
     */
    public void acknowledge(DeviceId device, ConversationId conversation, long seq) {
        if (log.lock(conversation).isEmpty()) {
            throw new UnknownConversationException(conversation);
        }
        log.acknowledge(conversation, device, seq)
                .ifPresent(seqOfAll -> delivered.fire(new ConversationDelivered(conversation, seqOfAll)));
    }

    /**
     * On how many of the other devices messages are; who they are stays untold.
     *
     * @throws UnknownConversationException if the device is not a member
     */
    public List<MessageReach> reach(DeviceId device, ConversationId conversation, List<Long> seqs) {
        return log.reach(conversation, device, seqs);
    }
}
