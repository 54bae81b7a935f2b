package org.konsil.server.attachment;

import jakarta.ejb.ApplicationException;

/** There is an attachment of that id, but of another length, digest or deletion key. */
@ApplicationException(rollback = true)
public class AttachmentDiffersException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public AttachmentDiffersException(BlobName name) {
        super("attachment differs: " + name);
    }
}
