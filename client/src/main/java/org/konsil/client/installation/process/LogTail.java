package org.konsil.client.installation.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/** The end of a log, for the one who has to find out what went wrong. */
public final class LogTail {

    private static final int LINES = 12;
    private static final int LINE_LENGTH = 300;
    private static final int MAX_BYTES = 64 * 1024;

    private LogTail() {}

    /** The last lines, and where the rest is. */
    public static String of(Path log) {
        return of(log, line -> true);
    }

    /** The last lines that tell of an error, and where the rest is. */
    public static String ofErrors(Path log) {
        return of(log, line -> line.contains(" ERROR ") || line.startsWith("Caused by") || line.contains("Caused by:"));
    }

    private static String of(Path log, Predicate<String> wanted) {
        try (FileChannel channel = FileChannel.open(log)) {
            long from = Math.max(0, channel.size() - MAX_BYTES);
            ByteBuffer end = ByteBuffer.allocate((int) (channel.size() - from));
            channel.read(end, from);
            List<String> lines = new String(end.array(), 0, end.position(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(wanted)
                    .map(line -> line.length() > LINE_LENGTH ? line.substring(0, LINE_LENGTH) + " …" : line)
                    .toList();
            String last = String.join("\n  ", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
            return "Its last words:\n  " + last + "\nThe whole log is " + log;
        } catch (IOException e) {
            return "There is no log at " + log + " (" + e.getClass().getSimpleName() + ")";
        }
    }
}
