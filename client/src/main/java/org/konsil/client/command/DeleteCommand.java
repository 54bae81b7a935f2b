package org.konsil.client.command;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.konsil.client.KonsilDevice;
import org.konsil.client.KonsilSession;
import org.konsil.client.messaging.Deletion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deletes a message of one's own for all (A6). */
@Command(
        name = "delete",
        description =
                "Delete a message of your own, with its file, on every device; the same again says which have not answered.",
        mixinStandardHelpOptions = true)
final class DeleteCommand implements Callable<Integer> {

    @Mixin
    private DeviceOptions device;

    @Mixin
    private Output output;

    @Option(names = "--group", paramLabel = "ID", required = true, description = "The conversation's id")
    private UUID group;

    @Parameters(paramLabel = "MESSAGE", description = "The message's id, as send, attach and receive say it")
    private UUID message;

    @Override
    public Integer call() {
        try (KonsilDevice opened = device.open();
                KonsilSession session = opened.connect()) {
            Deletion deletion = session.delete(group, message);
            List<UUID> silent =
                    deletion.silent().stream().map(member -> member.device()).toList();
            output.say(
                    Map.of("messageId", message, "answered", deletion.answers().keySet(), "silent", silent),
                    Words.of(
                            "deleted",
                            deletion.answers().size(),
                            deletion.askedOf().size()));
        }
        return ExitCode.OK.number();
    }
}
