package org.konsil.server.attachment.expiry;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Optional;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.server.access.Caller;
import org.konsil.server.attachment.BlobName;
import org.konsil.server.attachment.DeletionKeyDiffersException;
import org.konsil.server.attachment.StoredAttachment;
import org.konsil.server.attachment.UnknownAttachmentException;
import org.konsil.server.attachment.admission.Admission;
import org.konsil.server.attachment.storage.Blobs;

/** Deletes an attachment for whoever has the key of its deletion, so that the server need not know whose it was (A6, C3). */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Deletion {

    @Inject
    Admission admission;

    @Inject
    Blobs blobs;

    /**
     * Removes the attachment, complete or not; nothing happens if it is gone already.
     *
     * @throws UnknownAttachmentException if none of the caller's devices is a member of the conversation
     * @throws DeletionKeyDiffersException if it is another attachment's key
     */
    public void delete(Caller caller, BlobName name, byte[] key) {
        if (!admission.isMember(caller, name.conversation())) {
            throw new UnknownAttachmentException(name);
        }
        Optional<StoredAttachment> found = blobs.find(name);
        if (found.isEmpty()) {
            return;
        }
        // Bytes compares in constant time.
        if (!CipherSuite.P256.hash(key).equals(found.get().announced().deletionKeySha256())) {
            throw new DeletionKeyDiffersException(name);
        }
        blobs.remove(name);
    }
}
