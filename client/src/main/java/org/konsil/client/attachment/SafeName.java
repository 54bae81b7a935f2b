package org.konsil.client.attachment;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A file name made of what a sender called their file. It names a place in one folder and no other: no path, nothing hidden, nothing that a
 * terminal or a file manager shows as something else.
 */
final class SafeName {

    private static final String NAMELESS = "attachment";
    private static final int MAX_BYTES = 180;
    private static final int MAX_ENDING = 16;
    // Separators of any system, what Windows does not take, control characters, and those that turn the direction of
    // writing.
    private static final Pattern UNFIT = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\p{Zl}\\p{Zp}:*?\"<>|]");
    private static final Pattern EDGES = Pattern.compile("^[.\\s~-]+|[.\\s]+$");
    private static final Pattern DEVICES = Pattern.compile("(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");

    private SafeName() {}

    static String of(String said) {
        String last = said.substring(Math.max(said.lastIndexOf('/'), said.lastIndexOf('\\')) + 1);
        String name = EDGES.matcher(UNFIT.matcher(last).replaceAll("_")).replaceAll("");
        if (name.isEmpty()) {
            return NAMELESS;
        }
        return shortened(DEVICES.matcher(name.toLowerCase(Locale.ROOT)).matches() ? "_" + name : name);
    }

    /** The same with a number, for a name that is taken. */
    static String numbered(String name, int number) {
        int dot = endingOf(name);
        return name.substring(0, dot) + " (" + number + ")" + name.substring(dot);
    }

    /** Keeps the ending, which says what it is. */
    private static String shortened(String name) {
        int dot = endingOf(name);
        String stem = name.substring(0, dot);
        while ((stem + name.substring(dot)).getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
        }
        return stem + name.substring(dot);
    }

    private static int endingOf(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 && name.length() - dot <= MAX_ENDING ? dot : name.length();
    }
}
