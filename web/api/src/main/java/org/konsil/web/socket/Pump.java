package org.konsil.web.socket;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.socket.ServerFrame;
import org.konsil.server.device.DeviceId;
import org.konsil.server.messaging.ConversationId;
import org.konsil.server.messaging.Envelope;
import org.konsil.server.messaging.delivery.Delivery;

/**
 * Brings a device what the logs hold for it. It reads from the database, from the last envelope that it sent: an event only
 * says where to look, so that a lost one costs time and never an envelope.
 */
final class Pump {

    /** So many batches before others of this connection have their turn. */
    private static final int BATCHES_IN_TURN = 8;

    private final DeviceId device;
    private final Delivery delivery;
    private final Outbox outbox;
    private final Set<ConversationId> dirty = new LinkedHashSet<>();
    private final Map<ConversationId, Long> delivered = new LinkedHashMap<>();
    // Only the connection's own turn touches it.
    private final Map<ConversationId, Long> sent = new HashMap<>();

    Pump(DeviceId device, Delivery delivery, Outbox outbox) {
        this.device = device;
        this.delivery = delivery;
        this.outbox = outbox;
    }

    void note(ConversationId conversation) {
        synchronized (dirty) {
            dirty.add(conversation);
        }
    }

    void noteDelivered(ConversationId conversation, long seq) {
        synchronized (dirty) {
            delivered.merge(conversation, seq, Math::max);
        }
    }

    /** Sends what there is, as far as there is room. Whether it should have another turn at once. */
    boolean run() {
        for (int batch = 0; batch < BATCHES_IN_TURN && outbox.hasRoom(); batch++) {
            ConversationId conversation = takeDirty();
            if (conversation == null) {
                sendDelivered();
                return false;
            }
            sendBatch(conversation);
        }
        return outbox.hasRoom();
    }

    private void sendBatch(ConversationId conversation) {
        List<Envelope> envelopes = delivery.next(device, conversation, sent.getOrDefault(conversation, 0L));
        for (Envelope envelope : envelopes) {
            outbox.send(ServerFrame.newBuilder().setEnvelope(Frames.envelope(envelope)));
            sent.put(conversation, envelope.seq());
        }
        if (envelopes.size() == Delivery.MOST_IN_BATCH) {
            note(conversation);
        }
    }

    private @Nullable ConversationId takeDirty() {
        synchronized (dirty) {
            Iterator<ConversationId> first = dirty.iterator();
            if (!first.hasNext()) {
                return null;
            }
            ConversationId conversation = first.next();
            first.remove();
            return conversation;
        }
    }

    private void sendDelivered() {
        Map<ConversationId, Long> now;
        synchronized (dirty) {
            now = new LinkedHashMap<>(delivered);
            delivered.clear();
        }
        now.forEach((conversation, seq) -> outbox.send(Frames.delivered(conversation, seq)));
    }
}
