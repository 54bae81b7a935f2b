package org.konsil.client.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.konsil.client.KonsilDevice;
import org.konsil.client.KonsilSession;
import org.konsil.client.attachment.Enclosure;
import org.konsil.client.installation.layout.EnvironmentException;
import org.konsil.client.messaging.Message;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends a file, sealed. */
@Command(
        name = "attach",
        description = "Send a file, up to 2 GiB. Returns once the server has it on its disk.",
        mixinStandardHelpOptions = true)
final class AttachCommand implements Callable<Integer> {

    private static final String UNKNOWN_TYPE = "application/octet-stream";

    @Spec
    private CommandSpec spec;

    @Mixin
    private DeviceOptions device;

    @Mixin
    private Output output;

    @ArgGroup
    private @Nullable To to;

    @Option(names = "--type", paramLabel = "TYPE", description = "Its media type; else told by the file's name")
    private @Nullable String type;

    @Option(names = "--unsent", description = "Go on with the files that an earlier call could not hand in")
    private boolean unsent;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "What is sent; its name goes along, its path does not")
    private @Nullable Path file;

    @Override
    public Integer call() {
        if (unsent == (file != null) || (to == null) != unsent) {
            throw new ParameterException(spec.commandLine(), Words.of("attach-usage"));
        }
        if (file != null && !Files.isRegularFile(file)) {
            throw new EnvironmentException(Words.of("file-missing", file));
        }
        try (KonsilDevice opened = device.open();
                KonsilSession session = opened.connect()) {
            List<Message> sent = unsent ? goOn(session) : List.of(attach(session));
            if (!unsent) {
                output.json(json(sent.get(0)));
            } else {
                output.json(
                        Map.of("sent", sent.stream().map(AttachCommand::json).toList()));
            }
            sent.forEach(message -> output.sayLine(Words.of(
                    "attached", message.text(), message.conversation(), Objects.requireNonNull(message.seq()))));
        }
        return ExitCode.OK.number();
    }

    private List<Message> goOn(KonsilSession session) {
        try (TransferLine line = TransferLine.of(output)) {
            return session.attachments().attachUnsent(line);
        }
    }

    private Message attach(KonsilSession session) {
        Path from = Objects.requireNonNull(file);
        try (TransferLine line = TransferLine.of(output)) {
            return session.attachments()
                    .attach(Objects.requireNonNull(to).conversation(session), from, mediaType(from), line);
        }
    }

    private String mediaType(Path from) {
        if (type != null) {
            return type;
        }
        try {
            return Objects.requireNonNullElse(Files.probeContentType(from), UNKNOWN_TYPE);
        } catch (IOException unknown) {
            // It only says how the file may be shown.
            return UNKNOWN_TYPE;
        }
    }

    private static Map<String, Object> json(Message message) {
        Enclosure enclosure = Objects.requireNonNull(message.enclosure());
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("conversationId", message.conversation());
        row.put("messageId", message.id());
        row.put("seq", message.seq());
        row.put("attachmentId", enclosure.id());
        row.put("name", enclosure.name());
        row.put("bytes", enclosure.plainBytes());
        return row;
    }
}
