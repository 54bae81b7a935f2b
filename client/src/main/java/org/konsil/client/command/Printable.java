package org.konsil.client.command;

import java.util.regex.Pattern;

/** What somebody else named, on a terminal: without what would steer it. */
final class Printable {

    private static final Pattern STEERING = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    private Printable() {}

    static String of(String text) {
        return STEERING.matcher(text).replaceAll("\uFFFD");
    }
}
