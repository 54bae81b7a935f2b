package org.konsil.server.messaging.writing;

import org.konsil.server.device.DeviceId;
import org.konsil.server.messaging.ConversationId;
import org.konsil.server.messaging.queueing.Conversation;
import org.konsil.server.messaging.queueing.Member;
import org.konsil.server.messaging.queueing.Submitted;

/**
 * An application message that is to go to the end of the log.
 *
 * @param device the sender, which is not stored
 * @param conversation whose log
 * @param submitted the message
 * @param rule what is asked once it is known where the conversation stands
 */
public record MessageRequest(DeviceId device, ConversationId conversation, Submitted submitted, Rule rule)
        implements LogRequest {

    private static final int OVERHEAD_BYTES = 512;

    /** What must hold when the message takes its place; it throws the refusal if it does not. */
    @FunctionalInterface
    public interface Rule {
        void require(Conversation conversation, Member sender);
    }

    @Override
    public int bytes() {
        return submitted.content().length + OVERHEAD_BYTES;
    }

    /** Without the device: nothing says who sent what. */
    @Override
    public String toString() {
        return "MessageRequest[" + conversation + ", " + submitted + "]";
    }
}
