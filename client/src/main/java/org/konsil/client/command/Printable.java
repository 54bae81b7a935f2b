package org.konsil.client.command;

import java.util.regex.Pattern;

/** What somebody else wrote, on a terminal: without what would steer it, or pass for a line of this program. */
final class Printable {

    private static final Pattern STEERING = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
    /** Joins emoji and letters, and steers nothing. */
    private static final Pattern STEERING_TEXT =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\\t\\n\u200C\u200D]]");

    private static final String INDENT = "\n    ";

    private Printable() {}

    /** A name: one line. */
    static String of(String name) {
        return STEERING.matcher(name).replaceAll("\uFFFD");
    }

    /** A text: what follows its first line is indented. */
    static String text(String text) {
        return STEERING_TEXT
                .matcher(text.replace("\r\n", "\n"))
                .replaceAll("\uFFFD")
                .replace("\n", INDENT);
    }
}
