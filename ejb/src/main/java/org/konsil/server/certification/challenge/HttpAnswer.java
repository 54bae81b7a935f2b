package org.konsil.server.certification.challenge;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * What came back over plain HTTP.
 *
 * @param status the three digits
 * @param location where it sends on to, if it does
 */
record HttpAnswer(int status, Optional<String> location, byte[] body) {

    private static final String LOCATION = "location:";
    private static final String CODING = "transfer-encoding:";

    /** Reads the bytes of a whole answer (RFC 9112); nothing if they are none, or coded as a client of HTTP/1.0 cannot read. */
    static Optional<HttpAnswer> parse(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return Optional.empty();
        }
        String[] lines = text.substring(0, end).split("\r\n", -1);
        if (!lines[0].matches("HTTP/1\\.[01] [1-5][0-9]{2}( [\\x20-\\x7e]*)?")
                || find(lines, CODING).isPresent()) {
            return Optional.empty();
        }
        int status = Integer.parseInt(lines[0].substring(9, 12));
        byte[] body = text.substring(end + 4).getBytes(StandardCharsets.ISO_8859_1);
        return Optional.of(new HttpAnswer(status, find(lines, LOCATION), body));
    }

    boolean sendsOn() {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> location.isPresent();
            default -> false;
        };
    }

    private static Optional<String> find(String[] lines, String field) {
        for (String line : lines) {
            if (line.toLowerCase(Locale.ROOT).startsWith(field)) {
                return Optional.of(line.substring(field.length()).strip());
            }
        }
        return Optional.empty();
    }
}
