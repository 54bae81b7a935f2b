package org.konsil.server.messaging.submission;

import java.time.Instant;
import java.util.List;
import org.konsil.protocol.mls.framing.ContentType;
import org.konsil.protocol.mls.framing.MlsMessage;
import org.konsil.protocol.mls.framing.PrivateMessage;
import org.konsil.server.messaging.ConversationId;
import org.konsil.server.messaging.MessageTooLargeException;
import org.konsil.server.messaging.NotMlsException;
import org.konsil.server.messaging.PastEpochException;
import org.konsil.server.messaging.RemovalPendingException;
import org.konsil.server.messaging.WrongGroupException;
import org.konsil.server.messaging.queueing.Conversation;
import org.konsil.server.messaging.queueing.Member;

/** What can be seen of an application message from outside: that it is one, of this group, and of an epoch the sender was in. */
final class MessageCheck {

    static final int MAX_BYTES = 256 * 1024;

    /** How many epochs back a message may have been made. */
    static final int EPOCHS_BACK = 2;

    // Not the message: this waits with its bytes until they are written.
    private final long epoch;

    private MessageCheck(long epoch) {
        this.epoch = epoch;
    }

    /**
     * Reads the message.
     *
     * @throws MessageTooLargeException if it is too large
     * @throws NotMlsException if it is not a PrivateMessage with application content, or says something in the clear
     * @throws WrongGroupException if it belongs to another group
     */
    static MessageCheck read(ConversationId conversation, byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new MessageTooLargeException(conversation);
        }
        PrivateMessage message = MlsMessages.decode(conversation, bytes, MlsMessage::findPrivateMessage);
        // The authenticated data are the one part that everybody on the way can read.
        if (message.contentType() != ContentType.APPLICATION
                || !message.authenticatedData().isEmpty()) {
            throw new NotMlsException(conversation);
        }
        if (!message.groupId().equals(conversation.groupId())) {
            throw new WrongGroupException(conversation);
        }
        return new MessageCheck(message.epoch());
    }

    /**
     * Asked when the message takes its place.
     *
     * @param removalsBefore who was put out before that instant must not be reached any more
     * @throws PastEpochException if the epoch is too old, has not begun, or is one in which the sender was no member
     * @throws RemovalPendingException if it is the current one, and somebody can read it who was put out
     */
    void requireEpoch(Conversation conversation, Member sender, Instant removalsBefore) {
        if (epoch < sender.fromEpoch() || epoch > conversation.epoch() || epoch < conversation.epoch() - EPOCHS_BACK) {
            throw new PastEpochException(conversation.id(), null);
        }
        Conversation.Removal removal = conversation.removal();
        if (removal != null && epoch <= removal.epoch() && !removal.since().isAfter(removalsBefore)) {
            throw epoch == conversation.epoch()
                    ? new RemovalPendingException(conversation.id(), List.of())
                    : new PastEpochException(conversation.id(), null);
        }
    }

    long epoch() {
        return epoch;
    }
}
