package org.konsil.client;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.konsil.client.attachment.Attachments;
import org.konsil.client.attachment.Enclosure;
import org.konsil.client.attachment.Outgoing;
import org.konsil.client.attachment.Progress;
import org.konsil.client.failure.LockedException;
import org.konsil.client.failure.RefusedException;
import org.konsil.client.messaging.Message;

/** The files of a session. While one is on its way, messages go both ways all the same. */
public final class SessionAttachments {

    private final KonsilSession session;
    private final Attachments attachments;

    SessionAttachments(KonsilSession session, Attachments attachments) {
        this.session = session;
        this.attachments = attachments;
    }

    /**
     * Seals a file, hands it in and says so in the conversation. Returns once the server has both on its disk.
     *
     * @throws org.konsil.client.failure.OfflineException if the server cannot be reached; the sealed file is kept, and
     *     {@link #attachUnsent} goes on with it
     * @throws RefusedException if the server will not have it; then nothing is kept
     */
    public Message attach(UUID conversation, Path file, String mediaType, Progress progress) {
        session.requireActive(conversation);
        return handIn(attachments.seal(conversation, file, mediaType), progress);
    }

    /** Goes on with what earlier calls could not hand in. */
    public List<Message> attachUnsent(Progress progress) {
        return attachments.unsent().stream().map(one -> handIn(one, progress)).toList();
    }

    private Message handIn(Outgoing sealed, Progress progress) {
        try {
            attachments.upload(sealed, progress);
        } catch (RefusedException refused) {
            attachments.giveUp(sealed);
            throw refused;
        }
        Message message = session.send(sealed, attachments.sent(sealed));
        attachments.forget(sealed);
        return message;
    }

    /** Deletes at the server what this device handed in. */
    void delete(Enclosure enclosure) {
        attachments.delete(enclosure.id());
    }

    /** Fetches the attachment of a message and opens it into a folder, under a name that is free there. */
    public Path save(Message message, Path folder, Progress progress) {
        if (message.enclosure() == null) {
            throw new LockedException("no-attachment");
        }
        return attachments.save(message.conversation(), message.enclosure(), folder, progress);
    }
}
