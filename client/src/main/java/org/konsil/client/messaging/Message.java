package org.konsil.client.messaging;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.konsil.client.attachment.Enclosure;

/**
 * What a device keeps of a message, or of something that the conversation itself has to say.
 *
 * @param id the message's own; the same for everybody
 * @param sender user id; null for most notices
 * @param device the sender's device; null for most notices
 * @param text what was written; for a notice its code, for {@link Kind#UNKNOWN} nothing
 * @param sentAtMillis by the sender's clock; for a notice the minute of arrival
 * @param counter its place among the messages of its sender's device
 * @param seq its place in the log; null while it waits
 * @param failed why the server will not have it; null if it is well
 * @param enclosure the attachment of an {@link Kind#ATTACHMENT}; else null
 * @param parts how much of an {@link Kind#INCOMPLETE} is there; else null
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
        @Nullable Enclosure enclosure,
        @Nullable Parts parts) {

    /** What it is. */
    public enum Kind {
        TEXT,
        /** A file that lies sealed at the server; {@code text} is what its sender called it. */
        ATTACHMENT,
        /** A long text of which parts are missing. */
        INCOMPLETE,
        /** Its sender deleted it for all; of it only that it was there is left. */
        DELETED,
        /** Of a kind that this version does not know; it is kept. */
        UNKNOWN,
        /**
         * What the conversation itself has to say: message-missing, message-unreadable, conversation-left, … For a message that is
         * known to be missing, sender, device and counter say which one.
         */
        NOTICE
    }

    /**
     * What is here of a long text.
     *
     * @param missing places of the parts that did not come, from 1
     */
    public record Parts(List<Integer> missing, int all) {

        public Parts {
            missing = List.copyOf(missing);
        }
    }

    /** Nothing of it but that it was there. */
    Message deleted() {
        return new Message(
                id, conversation, sender, device, own, Kind.DELETED, "", sentAtMillis, counter, seq, null, null, null);
    }

    Message at(long place) {
        return new Message(
                id,
                conversation,
                sender,
                device,
                own,
                kind,
                text,
                sentAtMillis,
                counter,
                place,
                failed,
                enclosure,
                parts);
    }

    Message failedWith(String code) {
        return new Message(
                id, conversation, sender, device, own, kind, text, sentAtMillis, counter, seq, code, enclosure, parts);
    }

    @Override
    public String toString() {
        return "Message[" + id + ", " + kind + "]";
    }
}
