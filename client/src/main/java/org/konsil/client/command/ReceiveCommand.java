package org.konsil.client.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.konsil.client.KonsilDevice;
import org.konsil.client.KonsilSession;
import org.konsil.client.failure.RefusedException;
import org.konsil.client.failure.TamperedException;
import org.konsil.client.messaging.Message;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows what came. */
@Command(
        name = "receive",
        description = "Show messages that were not shown yet. With --json each is one line.",
        mixinStandardHelpOptions = true)
final class ReceiveCommand implements Callable<Integer> {

    private static final Duration ROUND = Duration.ofSeconds(30);

    @Spec
    private CommandSpec spec;

    @Mixin
    private DeviceOptions device;

    @Mixin
    private Output output;

    @Option(names = "--follow", description = "Go on until interrupted")
    private boolean follow;

    @Option(names = "--group", paramLabel = "ID", description = "Of this conversation only")
    private @Nullable UUID group;

    @Option(names = "--all", description = "Also what was shown before; needs --group")
    private boolean all;

    @Option(
            names = "--save-to",
            paramLabel = "FOLDER",
            description = "Fetch the attachments of what is shown into this folder; nothing there is overwritten")
    private @Nullable Path saveTo;

    @Override
    public Integer call() {
        if (all && group == null) {
            throw new ParameterException(spec.commandLine(), Words.of("receive-usage"));
        }
        try (KonsilDevice opened = device.open();
                KonsilSession session = opened.connect()) {
            Names names = new Names(session, opened.self());
            if (group != null && all) {
                session.messages(group).forEach(message -> show(session, message, names));
                session.markShown(wanted(session));
            }
            showNew(session, names);
            while (follow) {
                if (session.awaitNews(ROUND)) {
                    showNew(session, names);
                }
            }
        }
        return ExitCode.OK.number();
    }

    /** Shown first, then marked: a crash in between shows a message again, with the same id, and loses none. */
    private void showNew(KonsilSession session, Names names) {
        List<Message> fresh = wanted(session);
        fresh.forEach(message -> show(session, message, names));
        output.lines().flush();
        session.markShown(fresh);
    }

    private List<Message> wanted(KonsilSession session) {
        return session.unshown().stream()
                .filter(message -> group == null || message.conversation().equals(group))
                .toList();
    }

    private void show(KonsilSession session, Message message, Names names) {
        ShownMessage shown = new ShownMessage(message, names, saved(session, message));
        if (output.isJson()) {
            output.line(shown.json());
        } else {
            output.lines().println(shown.line());
        }
    }

    /** Who is offline is told so, and the message counts as not shown; what is gone or forged is said beside the message. */
    private ShownMessage.@Nullable Saved saved(KonsilSession session, Message message) {
        if (saveTo == null || message.enclosure() == null) {
            return null;
        }
        try (TransferLine line = TransferLine.of(output)) {
            return ShownMessage.Saved.as(session.attachments().save(message, saveTo, line));
        } catch (RefusedException | TamperedException failed) {
            return ShownMessage.Saved.not(failed);
        }
    }
}
