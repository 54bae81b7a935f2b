package org.konsil.client.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.konsil.client.KonsilDevice;
import org.konsil.client.KonsilSession;
import org.konsil.client.installation.layout.EnvironmentException;
import org.konsil.client.messaging.Message;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Sends a text that comes on standard input. */
@Command(
        name = "send",
        description = "Send the text on standard input. Returns once the server has it on its disk.",
        mixinStandardHelpOptions = true)
final class SendCommand implements Callable<Integer> {

    @Mixin
    private DeviceOptions device;

    @Mixin
    private Output output;

    @ArgGroup(multiplicity = "1")
    private To to = new To();

    @Override
    public Integer call() {
        String text = text();
        try (KonsilDevice opened = device.open();
                KonsilSession session = opened.connect()) {
            UUID group = to.conversation(session);
            Message sent = session.send(group, text);
            output.say(
                    Map.of("conversationId", group, "messageId", sent.id(), "seq", Objects.requireNonNull(sent.seq())),
                    Words.of("sent", group, Objects.requireNonNull(sent.seq())));
        }
        return ExitCode.OK.number();
    }

    private static String text() {
        try {
            String text = Input.text();
            if (text.isBlank()) {
                throw new EnvironmentException(Words.of("text-missing"));
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException("standard input cannot be read", e);
        }
    }
}
