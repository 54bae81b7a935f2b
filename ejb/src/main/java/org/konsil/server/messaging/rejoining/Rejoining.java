package org.konsil.server.messaging.rejoining;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import org.konsil.server.device.DeviceId;
import org.konsil.server.device.enrolment.DeviceRegister;
import org.konsil.server.directory.UserId;
import org.konsil.server.messaging.ConversationId;
import org.konsil.server.messaging.UnknownConversationException;
import org.konsil.server.messaging.queueing.ConversationLog;
import org.konsil.server.messaging.queueing.ListedConversation;

/** Tells devices of people on a conversation's list how the group stands, so that they can join it by themselves. */
@Stateless
public class Rejoining {

    /** In one answer. */
    public static final int MOST_CONVERSATIONS = 1000;

    @Inject
    ConversationLog log;

    @Inject
    DeviceRegister devices;

    /**
     * The conversations that the device's owner is listed in, by id.
     *
     * @param after the last one of the answer before; the zero UUID at the beginning
     * @return at most {@link #MOST_CONVERSATIONS}
     * @throws org.konsil.server.device.RemovedDeviceException if the device was put out
     */
    public List<ListedConversation> conversations(DeviceId device, ConversationId after) {
        return log.listed(devices.require(device).owner(), device, after, MOST_CONVERSATIONS);
    }

    /**
     * The GroupInfo of the current epoch, with its tree and the key for an external commit (RFC 9420, section 12.4.3).
     *
     * @throws UnknownConversationException if there is no such conversation, or the device's owner is not on its list
     * @throws org.konsil.server.device.RemovedDeviceException if the device was put out
     */
    public byte[] groupInfo(DeviceId device, ConversationId conversation) {
        UserId owner = devices.require(device).owner();
        if (!log.isListed(conversation, owner)) {
            throw new UnknownConversationException(conversation);
        }
        return log.groupInfo(conversation);
    }
}
