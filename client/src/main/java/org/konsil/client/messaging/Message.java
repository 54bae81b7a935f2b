package org.konsil.client.messaging;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.konsil.client.attachment.Enclosure;

/**
 * What a device keeps of a message, or of something that the conversation itself has to say.
 *
 * @param id the message's own; the same for everybody
 * @param sender user id; null for a notice
 * @param device the sender's device; null for a notice
 * @param text what was written; for a notice its code, for {@link Kind#UNKNOWN} nothing
 * @param sentAtMillis by the sender's clock; for a notice the minute of arrival
 * @param counter its place among the messages of its sender's device
 * @param seq its place in the log; null while it waits
 * @param failed why the server will not have it; null if it is well
 * @param enclosure the attachment of an {@link Kind#ATTACHMENT}; else null
 */
public record Message(
        String id,
        UUID conversation,
        @Nullable UUID sender,
        @Nullable UUID device,
        boolean own,
        Kind kind,
        String text,
        long sentAtMillis,
        long counter,
        @Nullable Long seq,
        @Nullable String failed,
        @Nullable Enclosure enclosure) {

    /** What it is. */
    public enum Kind {
        TEXT,
        /** A file that lies sealed at the server; {@code text} is what its sender called it. */
        ATTACHMENT,
        /** Of a kind that this version does not know; it is kept. */
        UNKNOWN,
        /** What the conversation itself has to say: message-missing, message-unreadable, conversation-left, … */
        NOTICE
    }

    Message at(long place) {
        return new Message(
                id, conversation, sender, device, own, kind, text, sentAtMillis, counter, place, failed, enclosure);
    }

    Message failedWith(String code) {
        return new Message(
                id, conversation, sender, device, own, kind, text, sentAtMillis, counter, seq, code, enclosure);
    }

    @Override
    public String toString() {
        return "Message[" + id + ", " + kind + "]";
    }
}
