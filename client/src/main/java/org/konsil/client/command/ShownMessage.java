package org.konsil.client.command;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.konsil.client.attachment.Enclosure;
import org.konsil.client.failure.DeviceException;
import org.konsil.client.messaging.Message;

/**
 * A message as {@code receive} shows it.
 *
 * @param saved what became of its attachment; null if it was not asked for
 */
record ShownMessage(Message message, Names names, @Nullable Saved saved) {

    private static final String EXPIRY = "expiry-";

    /** Where an attachment is now, or why it is nowhere. */
    record Saved(@Nullable Path file, @Nullable DeviceException failure) {

        static Saved as(Path file) {
            return new Saved(file, null);
        }

        static Saved not(DeviceException failure) {
            return new Saved(null, failure);
        }

        String text() {
            return failure == null ? Words.of("attachment-saved", String.valueOf(file)) : Words.of(failure);
        }
    }

    String line() {
        String who = message.sender() == null ? "*" : Printable.of(names.of(message.sender())) + ":";
        String line = Instant.ofEpochMilli(message.sentAtMillis()) + "  " + message.conversation() + "  " + who + " "
                + said();
        return message.failed() == null ? line : line + "  (" + Words.of("message-not-sent", message.failed()) + ")";
    }

    private String said() {
        return switch (message.kind()) {
            case TEXT -> Printable.text(message.text());
            case ATTACHMENT -> attached(Objects.requireNonNull(message.enclosure()));
            case INCOMPLETE -> incomplete(Objects.requireNonNull(message.parts()));
            case DELETED -> Words.of("message-deleted");
            case UNKNOWN -> Words.of("needs-update");
            case NOTICE -> notice();
        };
    }

    /** What is missing is said by number, so that nobody has to guess how much it is. */
    private String notice() {
        if (message.text().startsWith(EXPIRY)) {
            long seconds = Long.parseLong(message.text().substring(EXPIRY.length()));
            return seconds == 0 ? Words.of("expiry-never") : Words.of("expiry-set", Math.max(1, seconds / 3600));
        }
        return message.counter() > 0
                ? Words.of("content-missing", message.counter(), String.valueOf(message.device()))
                : Words.of(message.text());
    }

    private static String incomplete(Message.Parts parts) {
        String missing = parts.missing().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return Words.of("parts-missing", missing, parts.all());
    }

    private String attached(Enclosure enclosure) {
        String what = Words.of("attachment", Printable.of(enclosure.name()), enclosure.plainBytes());
        return saved == null ? what : what + " " + saved.text();
    }

    Map<String, Object> json() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", message.id());
        row.put("conversationId", message.conversation());
        row.put("kind", message.kind().name().toLowerCase(Locale.ROOT));
        if (message.sender() != null) {
            row.put("senderUserId", message.sender());
            row.put("senderName", names.of(message.sender()));
            row.put("senderDeviceId", message.device());
        }
        row.put("own", message.own());
        row.put("text", message.text());
        if (message.enclosure() != null) {
            row.put("attachment", attachment(message.enclosure()));
        }
        if (message.parts() != null) {
            row.put("missingParts", message.parts().missing());
            row.put("parts", message.parts().all());
        }
        if (message.kind() == Message.Kind.NOTICE && message.counter() > 0) {
            row.put("missingCounter", message.counter());
        }
        row.put("sentAt", Instant.ofEpochMilli(message.sentAtMillis()).toString());
        row.put("seq", message.seq());
        if (message.failed() != null) {
            row.put("failed", message.failed());
        }
        return row;
    }

    private Map<String, Object> attachment(Enclosure enclosure) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", enclosure.id());
        row.put("name", enclosure.name());
        row.put("mediaType", enclosure.mediaType());
        row.put("bytes", enclosure.plainBytes());
        if (saved != null) {
            if (saved.failure() == null) {
                row.put("file", String.valueOf(saved.file()));
            } else {
                row.put("failed", saved.failure().code());
            }
        }
        return row;
    }
}
