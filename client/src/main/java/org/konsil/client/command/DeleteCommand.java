package org.konsil.client.command;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.konsil.client.KonsilDevice;
import org.konsil.client.KonsilSession;
import org.konsil.client.messaging.Deletion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Deletes for all what one wrote (A6). */
@Command(
        name = "delete",
        description = {
            "Delete a message of your own, with its file, on every device; the same again says which have not answered.",
            "With --everything: all that you wrote in the conversation before."
        },
        mixinStandardHelpOptions = true)
final class DeleteCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private DeviceOptions device;

    @Mixin
    private Output output;

    @Option(names = "--group", paramLabel = "ID", required = true, description = "The conversation's id")
    private UUID group;

    @Option(names = "--everything", description = "All that you wrote in the conversation")
    private boolean everything;

    @Parameters(
            paramLabel = "MESSAGE",
            arity = "0..1",
            description = "The message's id, as send, attach and receive say it")
    private @Nullable UUID message;

    @Override
    public Integer call() {
        if (everything == (message != null)) {
            throw new ParameterException(spec.commandLine(), Words.of("delete-usage"));
        }
        try (KonsilDevice opened = device.open();
                KonsilSession session = opened.connect()) {
            UUID id = message == null ? session.deleteEverything(group) : message;
            Deletion deletion =
                    message == null ? session.findDeletion(id).orElseThrow() : session.delete(group, message);
            List<UUID> silent =
                    deletion.silent().stream().map(member -> member.device()).toList();
            output.say(
                    Map.of("messageId", id, "answered", deletion.answers().keySet(), "silent", silent),
                    Words.of(
                            "deleted",
                            deletion.answers().size(),
                            deletion.askedOf().size()));
        }
        return ExitCode.OK.number();
    }
}
