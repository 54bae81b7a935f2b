package org.konsil.server.attachment.storage;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.konsil.server.attachment.BlobName;

/**
 * An object of the bucket; also the only place that knows how objects are called.
 *
 * @param key its name in the bucket
 * @param bytes its length
 */
record S3Part(String key, long bytes) implements Comparable<S3Part> {

    static final String UPLOADS = "uploads/";
    static final String BLOBS = "blobs/";

    private static final Pattern KEY = Pattern.compile("(?:uploads|blobs)/([^/]+)(?:/\\d{10})?");

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
        return parts.matches() ? BlobName.parse(parts.group(1)) : Optional.empty();
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
