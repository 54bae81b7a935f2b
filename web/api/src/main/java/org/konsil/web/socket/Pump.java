package org.konsil.web.socket;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.socket.ServerFrame;
import org.konsil.server.device.DeviceId;
import org.konsil.server.messaging.ConversationId;
import org.konsil.server.messaging.Envelope;
import org.konsil.server.messaging.delivery.Delivery;
import org.konsil.server.messaging.delivery.Reading;

/**
 * Brings a device what the logs hold for it. An envelope that was just written and comes next for this device is sent as it
 * is, if there is room. Anything else only says where to look: the log is read from the database, from the last envelope that
 * was sent. So a lost event costs time and never an envelope, and what a slow device has not read yet is not kept in memory.
 */
final class Pump {

    /** So many batches before others of this connection have their turn. */
    private static final int BATCHES_IN_TURN = 8;

    private final DeviceId device;
    private final Delivery delivery;
    private final Outbox outbox;
    // What several threads say and send is in one order: all of this only while holding the pump.
    private final Map<ConversationId, Place> places = new HashMap<>();
    private final Set<ConversationId> dirty = new LinkedHashSet<>();
    private final Map<ConversationId, Long> delivered = new LinkedHashMap<>();

    Pump(DeviceId device, Delivery delivery, Outbox outbox) {
        this.device = device;
        this.delivery = delivery;
        this.outbox = outbox;
    }

    /** The log has to be read. */
    synchronized void note(ConversationId conversation) {
        places.computeIfAbsent(conversation, id -> new Place()).dirty = true;
        dirty.add(conversation);
    }

    /**
     * Sends an envelope that is on disk, with the next flush, if it is the next one and there is room.
     *
     * @return false if the log has to be read instead, in a turn of the connection
     */
    synchronized boolean offer(ConversationId conversation, long seq, byte[] frame) {
        Place place = places.get(conversation);
        if (place == null || !place.isNext(seq) || !outbox.hasRoom()) {
            note(conversation);
            return false;
        }
        place.seq = seq;
        outbox.sendLater(frame);
        return true;
    }

    /**
     * Says how far every member came, after the envelopes up to there, with the next flush.
     *
     * @return false if that needs a turn of the connection
     */
    synchronized boolean tellDelivered(ConversationId conversation, long seq) {
        Place place = places.get(conversation);
        if (place == null || place.dirty || place.reading || place.seq < seq || !delivered.isEmpty()) {
            delivered.merge(conversation, seq, Math::max);
            return false;
        }
        outbox.sendLater(Frames.delivered(conversation, seq).build().toByteArray());
        return true;
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

    private synchronized @Nullable ConversationId takeDirty() {
        Iterator<ConversationId> first = dirty.iterator();
        if (!first.hasNext()) {
            return null;
        }
        ConversationId conversation = first.next();
        first.remove();
        Place place = place(conversation);
        place.dirty = false;
        place.reading = true;
        return conversation;
    }

    private void sendBatch(ConversationId conversation) {
        Reading read = delivery.next(device, conversation, sent(conversation));
        synchronized (this) {
            for (Envelope envelope : read.envelopes()) {
                outbox.send(ServerFrame.newBuilder().setEnvelope(Frames.envelope(envelope)));
            }
            Place place = place(conversation);
            place.seq = read.seq();
            place.untilSeq = read.untilSeq();
            place.reading = false;
            if (read.envelopes().size() == Delivery.MOST_IN_BATCH) {
                note(conversation);
            }
        }
    }

    private synchronized long sent(ConversationId conversation) {
        return place(conversation).seq;
    }

    private Place place(ConversationId conversation) {
        Place place = places.get(conversation);
        if (place == null) {
            throw new IllegalStateException("never noted: " + conversation);
        }
        return place;
    }

    private synchronized void sendDelivered() {
        delivered.forEach((conversation, seq) -> outbox.send(Frames.delivered(conversation, seq)));
        delivered.clear();
    }
}
