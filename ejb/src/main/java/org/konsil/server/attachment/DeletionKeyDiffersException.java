package org.konsil.server.attachment;

import jakarta.ejb.ApplicationException;

/** The key does not delete this attachment. */
@ApplicationException(rollback = true)
public class DeletionKeyDiffersException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DeletionKeyDiffersException(BlobName name) {
        super("deletion key differs: " + name);
    }
}
