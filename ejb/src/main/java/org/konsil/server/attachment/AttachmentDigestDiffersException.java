package org.konsil.server.attachment;

import jakarta.ejb.ApplicationException;

/** All bytes arrived, and they are not the announced ones; the upload is gone. */
@ApplicationException(rollback = true)
public class AttachmentDigestDiffersException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public AttachmentDigestDiffersException(BlobName name) {
        super("attachment digest differs: " + name);
    }
}
