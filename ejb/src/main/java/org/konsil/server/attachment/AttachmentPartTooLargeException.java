package org.konsil.server.attachment;

import jakarta.ejb.ApplicationException;

/** The part is longer than what is missing, or than a part may be. */
@ApplicationException(rollback = true)
public class AttachmentPartTooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public AttachmentPartTooLargeException(BlobName name) {
        super("attachment part too large: " + name);
    }
}
