package org.konsil.server.attachment;

import jakarta.ejb.ApplicationException;

/** The conversation has too many uploads that nobody finishes. */
@ApplicationException(rollback = true)
public class TooManyUploadsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TooManyUploadsException(BlobName name) {
        super("too many uploads: " + name);
    }
}
