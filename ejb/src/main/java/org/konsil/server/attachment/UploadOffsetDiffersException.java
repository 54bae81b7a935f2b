package org.konsil.server.attachment;

import jakarta.ejb.ApplicationException;

/** The part does not begin where the upload stands. */
@ApplicationException(rollback = true)
public class UploadOffsetDiffersException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long offset;

    public UploadOffsetDiffersException(BlobName name, long offset) {
        super("upload offset differs: " + name);
        this.offset = offset;
    }

    /** Where to go on. */
    public long offset() {
        return offset;
    }
}
