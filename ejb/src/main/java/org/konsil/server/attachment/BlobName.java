package org.konsil.server.attachment;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.konsil.server.messaging.ConversationId;

/**
 * Which blob: the same id in another conversation is another one, so that nobody learns there whether an id is in use.
 *
 * @param conversation whose members may have it
 * @param attachment its id there
 */
public record BlobName(ConversationId conversation, AttachmentId attachment) {

    private static final String UUID_TEXT = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final Pattern TEXT = Pattern.compile("(" + UUID_TEXT + ")\\.(" + UUID_TEXT + ")");

    /** What {@link #toString} says; nothing for any other text. */
    public static Optional<BlobName> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new BlobName(
                        new ConversationId(UUID.fromString(parts.group(1))),
                        new AttachmentId(UUID.fromString(parts.group(2)))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return conversation + "." + attachment;
    }
}
