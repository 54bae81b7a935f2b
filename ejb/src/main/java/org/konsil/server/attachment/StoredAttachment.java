package org.konsil.server.attachment;

import java.time.Instant;

/**
 * A blob, or what is there of one.
 *
 * @param name which one
 * @param announced what was said of it
 * @param offset how much of it is on disk
 * @param expiresAt when it goes
 */
public record StoredAttachment(BlobName name, Announcement announced, long offset, Instant expiresAt) {

    /** Where its upload stands. */
    public UploadState upload() {
        return new UploadState(announced.bytes(), offset, expiresAt);
    }

    /** Whether all is there and has the announced digest. */
    public boolean complete() {
        return upload().complete();
    }
}
