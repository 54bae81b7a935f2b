package org.konsil.server.attachment.download;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.InputStream;
import org.konsil.server.access.Caller;
import org.konsil.server.attachment.BlobName;
import org.konsil.server.attachment.StoredAttachment;
import org.konsil.server.attachment.UnknownAttachmentException;
import org.konsil.server.attachment.admission.Admission;
import org.konsil.server.attachment.storage.Blobs;

/** Gives members what is complete. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Downloads {

    @Inject
    Admission admission;

    @Inject
    Blobs blobs;

    /**
     * An attachment that can be read now.
     *
     * @throws UnknownAttachmentException if there is none, it is not complete, or none of the caller's devices is a member
     */
    public StoredAttachment require(Caller caller, BlobName name) {
        if (!admission.isMember(caller, name.conversation())) {
            throw new UnknownAttachmentException(name);
        }
        return blobs.find(name)
                .filter(StoredAttachment::complete)
                .orElseThrow(() -> new UnknownAttachmentException(name));
    }

    /** A piece of what {@link #require} gave; to be closed. */
    public InputStream read(StoredAttachment attachment, long from, long length) {
        return blobs.read(attachment.name(), from, length);
    }
}
