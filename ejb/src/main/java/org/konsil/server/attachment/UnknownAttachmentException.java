package org.konsil.server.attachment;

import jakarta.ejb.ApplicationException;

/** There is no such attachment, it is not complete, or nobody of the caller's devices is a member: one answer for all. */
@ApplicationException(rollback = true)
public class UnknownAttachmentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownAttachmentException(BlobName name) {
        super("unknown attachment: " + name);
    }
}
