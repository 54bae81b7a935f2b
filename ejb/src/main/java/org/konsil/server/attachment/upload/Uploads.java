package org.konsil.server.attachment.upload;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.konsil.server.access.Caller;
import org.konsil.server.attachment.Announcement;
import org.konsil.server.attachment.AttachmentPartTooLargeException;
import org.konsil.server.attachment.AttachmentTooLargeException;
import org.konsil.server.attachment.BlobName;
import org.konsil.server.attachment.StoredAttachment;
import org.konsil.server.attachment.UnknownAttachmentException;
import org.konsil.server.attachment.UploadOffsetDiffersException;
import org.konsil.server.attachment.UploadState;
import org.konsil.server.attachment.admission.Admission;
import org.konsil.server.attachment.storage.AttachmentLedger;
import org.konsil.server.attachment.storage.Blobs;
import org.konsil.server.attachment.storage.IncomingFolder;
import org.konsil.server.messaging.UnknownConversationException;

/** Takes a sealed stream in parts. Nothing of who leaves it is kept. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Uploads {

    /** The longest part: what a connection that is cut can lose is not longer. */
    public static final long MAX_PART_BYTES = 8L << 20;

    @Inject
    Admission admission;

    @Inject
    Blobs blobs;

    @Inject
    IncomingFolder incoming;

    /**
     * Begins an upload, or finds it begun before.
     *
     * @throws UnknownConversationException if none of the caller's devices is a member
     * @throws AttachmentTooLargeException if it is longer than any may be
     * @throws org.konsil.server.attachment.AttachmentDiffersException if there is another one of that name
     * @throws org.konsil.server.attachment.TooManyUploadsException if the conversation has too many unfinished ones
     * @throws org.konsil.server.attachment.AttachmentStoreFullException if there is no room for it
     */
    public Begun begin(Caller caller, BlobName name, Announcement announced) {
        if (!admission.isMember(caller, name.conversation())) {
            throw new UnknownConversationException(name.conversation());
        }
        if (announced.bytes() > Announcement.MAX_BYTES) {
            throw new AttachmentTooLargeException(name);
        }
        AttachmentLedger.Announced answer = blobs.announce(name, announced);
        return new Begun(require(name).upload(), answer.isNew());
    }

    /**
     * Where to go on.
     *
     * @throws UnknownAttachmentException if there is none, or none of the caller's devices is a member
     */
    public UploadState state(Caller caller, BlobName name) {
        return admitted(caller, name).upload();
    }

    /**
     * Adds a part. What arrived before a cut connection counts; it is on disk when this returns.
     *
     * @param announcedBytes how long the part says it is, negative if it does not say
     * @throws UnknownAttachmentException if there is none, or none of the caller's devices is a member
     * @throws UploadOffsetDiffersException if the upload stands elsewhere
     * @throws AttachmentPartTooLargeException if the part is longer than what is missing, or than {@link #MAX_PART_BYTES}
     * @throws org.konsil.server.attachment.AttachmentStoreFullException if the disk is nearly full
     * @throws org.konsil.server.attachment.AttachmentDigestDiffersException if it was the last part and the bytes are wrong
     */
    public UploadState append(Caller caller, BlobName name, long offset, long announcedBytes, InputStream body) {
        StoredAttachment row = admitted(caller, name);
        if (row.offset() != offset) {
            throw new UploadOffsetDiffersException(name, row.offset());
        }
        long most = Math.min(row.announced().bytes() - offset, MAX_PART_BYTES);
        if (announcedBytes > most) {
            throw new AttachmentPartTooLargeException(name);
        }
        incoming.requireRoom(name, most);
        try (Spool part = Spool.take(name, body, most, incoming.folder())) {
            return part.isEmpty()
                    ? row.upload()
                    : blobs.append(name, offset, part.file()).upload();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private StoredAttachment admitted(Caller caller, BlobName name) {
        if (!admission.isMember(caller, name.conversation())) {
            throw new UnknownAttachmentException(name);
        }
        return require(name);
    }

    private StoredAttachment require(BlobName name) {
        return blobs.find(name).orElseThrow(() -> new UnknownAttachmentException(name));
    }

    /**
     * The answer to a beginning.
     *
     * @param state where the upload stands
     * @param isNew whether nobody had begun it before
     */
    public record Begun(UploadState state, boolean isNew) {}
}
