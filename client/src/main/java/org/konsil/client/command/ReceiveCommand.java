package org.konsil.client.command;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.konsil.client.KonsilDevice;
import org.konsil.client.KonsilSession;
import org.konsil.client.messaging.Message;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what came. */
@Command(
        name = "receive",
        description = "Show messages that were not shown yet. With --json each is one line.",
        mixinStandardHelpOptions = true)
final class ReceiveCommand implements Callable<Integer> {

    private static final Duration ROUND = Duration.ofSeconds(30);

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

    @Override
    public Integer call() {
        try (KonsilDevice opened = device.open();
                KonsilSession session = opened.connect()) {
            Names names = new Names(session, opened.self());
            if (all && group != null) {
                session.messages(group).forEach(message -> show(message, names));
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
        fresh.forEach(message -> show(message, names));
        output.lines().flush();
        session.markShown(fresh);
    }

    private List<Message> wanted(KonsilSession session) {
        return session.unshown().stream()
                .filter(message -> group == null || message.conversation().equals(group))
                .toList();
    }

    private void show(Message message, Names names) {
        if (output.isJson()) {
            output.line(json(message, names));
        } else {
            output.lines().println(line(message, names));
        }
    }

    private static String line(Message message, Names names) {
        String said = message.kind() == Message.Kind.TEXT ? message.text() : Words.of(code(message));
        String who = message.sender() == null ? "*" : names.of(message.sender()) + ":";
        return Instant.ofEpochMilli(message.sentAtMillis()) + "  " + message.conversation() + "  " + who + " " + said;
    }

    private static String code(Message message) {
        return message.kind() == Message.Kind.NOTICE ? message.text() : "needs-update";
    }

    private static Map<String, Object> json(Message message, Names names) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", message.id());
        row.put("conversationId", message.conversation());
        row.put("kind", message.kind().name().toLowerCase(java.util.Locale.ROOT));
        if (message.sender() != null) {
            row.put("senderUserId", message.sender());
            row.put("senderName", names.of(message.sender()));
            row.put("senderDeviceId", message.device());
        }
        row.put("own", message.own());
        row.put("text", message.text());
        row.put("sentAt", Instant.ofEpochMilli(message.sentAtMillis()).toString());
        row.put("seq", message.seq());
        return row;
    }
}
