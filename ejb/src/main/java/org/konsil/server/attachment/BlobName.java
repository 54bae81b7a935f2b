package org.konsil.server.attachment;

import org.konsil.server.messaging.ConversationId;

/**
 * Which blob: the same id in another conversation is another one, so that nobody learns there whether an id is in use.
 *
 * @param conversation whose members may have it
 * @param attachment its id there
 */
public record BlobName(ConversationId conversation, AttachmentId attachment) {

    @Override
    public String toString() {
        return conversation + "." + attachment;
    }
}
