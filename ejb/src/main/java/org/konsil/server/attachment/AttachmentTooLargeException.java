package org.konsil.server.attachment;

import jakarta.ejb.ApplicationException;

/** The attachment is longer than any may be. */
@ApplicationException(rollback = true)
public class AttachmentTooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public AttachmentTooLargeException(BlobName name) {
        super("attachment too large: " + name);
    }
}
