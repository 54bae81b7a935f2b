package org.konsil.server.attachment;

import jakarta.ejb.ApplicationException;

/** There is no room for so much: the operator's limit is reached, or the disk is nearly full. */
@ApplicationException(rollback = true)
public class AttachmentStoreFullException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public AttachmentStoreFullException(BlobName name) {
        super("attachment store full: " + name);
    }
}
