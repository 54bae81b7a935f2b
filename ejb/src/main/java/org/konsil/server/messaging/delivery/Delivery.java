package org.konsil.server.messaging.delivery;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.konsil.server.device.DeviceId;
import org.konsil.server.messaging.ConversationId;
import org.konsil.server.messaging.Envelope;
import org.konsil.server.messaging.EnvelopeBody;
import org.konsil.server.messaging.EnvelopeKind;
import org.konsil.server.messaging.queueing.ConversationLog;
import org.konsil.server.messaging.queueing.Cursor;
import org.konsil.server.messaging.queueing.LogContent;
import org.konsil.server.messaging.queueing.LogEntry;

/** Gives each device what it may read, in order and without a gap, as much at a time as it can take. */
@Stateless
public class Delivery {

    /** Entries in one batch at most. */
    public static final int MOST_IN_BATCH = 20;

    @Inject
    ConversationLog log;

    /** Where the device stands in each conversation that it is in, or has yet to leave. */
    public List<Cursor> cursors(DeviceId device) {
        return log.cursors(device);
    }

    /** Everything up to here every current member holds. */
    public long deliveredSeq(ConversationId conversation) {
        return log.deliveredSeq(conversation);
    }

    /**
     * The device's next envelopes.
     *
     * @param after the last one that it was given; below its cursor, reading begins at the cursor
     * @return at most {@link #MOST_IN_BATCH}; none if there is nothing for it
     */
    public Reading next(DeviceId device, ConversationId conversation, long after) {
        Optional<Cursor> cursor = log.findCursor(conversation, device);
        if (cursor.isEmpty()) {
            return new Reading(List.of(), after, 0);
        }
        long from = Math.max(after, cursor.get().ackedSeq());
        List<Envelope> envelopes = new ArrayList<>();
        for (LogEntry entry : log.read(conversation, from, cursor.get().untilSeq(), MOST_IN_BATCH)) {
            envelopes.add(envelope(entry, cursor.get()));
        }
        long seq =
                envelopes.isEmpty() ? from : envelopes.get(envelopes.size() - 1).seq();
        return new Reading(envelopes, seq, cursor.get().untilSeq());
    }

    private static Envelope envelope(LogEntry entry, Cursor reader) {
        return new Envelope(
                entry.conversation(),
                entry.seq(),
                entry.epoch(),
                entry.message(),
                entry.receivedAt(),
                body(entry, reader));
    }

    private static EnvelopeBody body(LogEntry entry, Cursor reader) {
        LogContent content = entry.content();
        byte[] welcome = content.welcome();
        if (welcome != null && entry.seq() == reader.fromSeq()) {
            return new EnvelopeBody(EnvelopeKind.WELCOME, welcome);
        }
        return new EnvelopeBody(content.kind(), content.bytes());
    }
}
