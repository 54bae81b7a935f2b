package org.konsil.server.attachment;

import java.time.Instant;

/**
 * Where an upload stands.
 *
 * @param bytes the length that was announced
 * @param offset how much of it is on disk; all of it only once the digest was compared
 * @param expiresAt when it is removed if nothing more arrives, or when the whole attachment's life ends
 */
public record UploadState(long bytes, long offset, Instant expiresAt) {

    /** Whether all is there and has the announced digest, so that it can be downloaded. */
    public boolean complete() {
        return offset == bytes;
    }
}
