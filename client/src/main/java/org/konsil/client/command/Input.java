package org.konsil.client.command;

import java.io.Console;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.konsil.client.installation.layout.EnvironmentException;
import org.konsil.protocol.content.ContentLimits;

/** What the user types or pipes in: text that must not stand on a command line, where every program could read it. */
final class Input {

    private static final int MAX_BYTES = ContentLimits.MAX_PARTS * ContentLimits.MAX_PART_BYTES;

    private Input() {}

    /** One line: typed without an echo on a terminal, else the first line of standard input. */
    static String line(String prompt) throws IOException {
        Console console = System.console();
        if (console != null) {
            char[] typed = console.readPassword("%s", prompt);
            return typed == null ? "" : new String(typed).strip();
        }
        return text().lines().findFirst().orElse("").strip();
    }

    /** All of standard input, UTF-8, without a final line break. */
    static String text() throws IOException {
        byte[] bytes = System.in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new EnvironmentException(Words.of("message-too-large"));
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        } catch (CharacterCodingException e) {
            throw new EnvironmentException(Words.of("text-not-utf8"), e);
        }
    }
}
