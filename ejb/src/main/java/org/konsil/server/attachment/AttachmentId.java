package org.konsil.server.attachment;

import java.util.UUID;

/** An attachment; its 16 bytes are in the context of its sealed stream (docs/protocol/stream.md). */
public record AttachmentId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
