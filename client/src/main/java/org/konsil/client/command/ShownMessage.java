package org.konsil.client.command;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
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
        String who = message.sender() == null ? "*" : names.of(message.sender()) + ":";
        return Instant.ofEpochMilli(message.sentAtMillis()) + "  " + message.conversation() + "  " + who + " " + said();
    }

    private String said() {
        return switch (message.kind()) {
            case TEXT -> message.text();
            case ATTACHMENT -> attached(java.util.Objects.requireNonNull(message.enclosure()));
            case UNKNOWN -> Words.of("needs-update");
            case NOTICE -> Words.of(message.text());
        };
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
        row.put("sentAt", Instant.ofEpochMilli(message.sentAtMillis()).toString());
        row.put("seq", message.seq());
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
