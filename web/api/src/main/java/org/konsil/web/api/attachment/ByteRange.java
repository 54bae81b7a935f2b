package org.konsil.web.api.attachment;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One piece of a blob.
 *
 * @param from its first byte
 * @param length how many; at least one
 */
record ByteRange(long from, long length) {

    /** Digits enough for any blob and too few for an overflow. */
    private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /**
     * Reads a Range header (RFC 9110, section 14.1.2) of a single range.
     *
     * @return nothing if it is something else, or begins beyond the end
     */
    static Optional<ByteRange> parse(String header, long bytes) {
        Matcher range = ONE.matcher(header.strip());
        if (!range.matches()) {
            return Optional.empty();
        }
        String first = range.group(1);
        String last = range.group(2);
        if (first.isEmpty()) {
            return last.isEmpty()
                    ? Optional.empty()
                    : piece(bytes - Math.min(bytes, Long.parseLong(last)), bytes - 1, bytes);
        }
        long from = Long.parseLong(first);
        long to = last.isEmpty() ? bytes - 1 : Long.parseLong(last);
        // Valid, and beyond the end, and turned round are three things; none of them is a piece of this blob.
        return to < from ? Optional.empty() : piece(from, Math.min(to, bytes - 1), bytes);
    }

    private static Optional<ByteRange> piece(long from, long to, long bytes) {
        return from >= bytes ? Optional.empty() : Optional.of(new ByteRange(from, to - from + 1));
    }

    /** As a Content-Range header says it. */
    String of(long bytes) {
        return "bytes " + from + "-" + (from + length - 1) + "/" + bytes;
    }
}
