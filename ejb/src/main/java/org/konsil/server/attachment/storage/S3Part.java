package org.konsil.server.attachment.storage;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.konsil.server.attachment.AttachmentId;
import org.konsil.server.attachment.BlobName;
import org.konsil.server.messaging.ConversationId;

/**
 * An object of the bucket; also the only place that knows how objects are called.
 *
 * @param key its name in the bucket
 * @param bytes its length
 */
record S3Part(String key, long bytes) implements Comparable<S3Part> {

    static final String UPLOADS = "uploads/";
    static final String BLOBS = "blobs/";

    private static final String UUID_TEXT = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final Pattern KEY =
            Pattern.compile("(?:uploads|blobs)/(" + UUID_TEXT + ")\\.(" + UUID_TEXT + ")(?:/(\\d{10}))?");

    static String prefix(BlobName name) {
        return UPLOADS + name + "/";
    }

    static String key(BlobName name, long offset) {
        return prefix(name) + String.format("%010d", offset);
    }

    static String blob(BlobName name) {
        return BLOBS + name;
    }

    /** What is not ours in the bucket is left alone. */
    static Optional<BlobName> nameOf(String key) {
        Matcher parts = KEY.matcher(key);
        if (!parts.matches()) {
            return Optional.empty();
        }
        return Optional.of(new BlobName(
                new ConversationId(UUID.fromString(parts.group(1))),
                new AttachmentId(UUID.fromString(parts.group(2)))));
    }

    /** Where a part of an upload begins. */
    long from() {
        return Long.parseLong(key.substring(key.lastIndexOf('/') + 1));
    }

    @Override
    public int compareTo(S3Part other) {
        return key.compareTo(other.key);
    }
}
