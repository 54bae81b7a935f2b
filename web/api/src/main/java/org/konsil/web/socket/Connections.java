package org.konsil.web.socket;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.websocket.Session;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.socket.ServerFrame;
import org.konsil.server.device.DeviceId;
import org.konsil.server.messaging.ConversationId;
import org.konsil.server.messaging.Envelope;
import org.konsil.server.messaging.delivery.Delivery;
import org.konsil.server.messaging.queueing.Cursor;

/** Who is connected to this node, and which conversations they are in. */
@ApplicationScoped
class Connections {

    private static final Logger LOGGER = System.getLogger(Connections.class.getName());

    @Inject
    Greeting greeting;

    @Inject
    Requests requests;

    @Inject
    Delivery delivery;

    @Inject
    Clock clock;

    @Resource
    ManagedExecutorService executor;

    @Resource
    ManagedScheduledExecutorService scheduler;

    private final Flushes flushes = new Flushes();
    private final Map<Session, Connection> all = new ConcurrentHashMap<>();
    private final ConnectionIndex<DeviceId> ofDevice = new ConnectionIndex<>();
    private final ConnectionIndex<ConversationId> ofConversation = new ConnectionIndex<>();
    private @Nullable ScheduledFuture<?> watch;

    @PostConstruct
    void watch() {
        watch = scheduler.scheduleWithFixedDelay(this::requireAlive, 1, 1, TimeUnit.SECONDS);
    }

    @PreDestroy
    void stop() {
        if (watch != null) {
            watch.cancel(false);
        }
    }

    void open(Session session) {
        Connection connection =
                new Connection(session, new Connection.Desk(greeting, requests, this, flushes, executor, clock));
        all.put(session, connection);
        connection.start();
    }

    void with(Session session, Consumer<Connection> action) {
        Connection connection = all.get(session);
        if (connection != null) {
            action.accept(connection);
        }
    }

    /** From now on the connection hears what concerns the device; then it is told what is there already. */
    Pump join(Connection connection, DeviceId device, Outbox outbox) {
        Pump pump = new Pump(device, delivery, outbox);
        ofDevice.add(device, connection);
        look(connection, device, pump);
        return pump;
    }

    /** Tells the device what the database has for it. */
    void look(Connection connection, DeviceId device, Pump pump) {
        for (Cursor cursor : delivery.cursors(device)) {
            ConversationId conversation = cursor.conversation();
            ofConversation.add(conversation, connection);
            pump.note(conversation);
            pump.tellDelivered(conversation, delivery.deliveredSeq(conversation));
        }
        if (!all.containsValue(connection)) {
            forget(connection); // it was closed meanwhile
        }
    }

    void closed(Session session) {
        Connection connection = all.remove(session);
        if (connection != null) {
            forget(connection);
        }
    }

    private void forget(Connection connection) {
        ofDevice.remove(connection);
        ofConversation.remove(connection);
    }

    void joinConversation(DeviceId device, ConversationId conversation) {
        for (Connection connection : ofDevice.of(device)) {
            ofConversation.add(conversation, connection);
            connection.wake(conversation);
        }
    }

    void wake(ConversationId conversation) {
        ofConversation.of(conversation).forEach(connection -> connection.wake(conversation));
    }

    /** The envelope is on disk; it is encoded once for all who read it here. */
    void offer(Envelope envelope) {
        List<Connection> readers = ofConversation.of(envelope.conversation());
        if (!readers.isEmpty()) {
            byte[] frame = ServerFrame.newBuilder()
                    .setEnvelope(Frames.envelope(envelope))
                    .build()
                    .toByteArray();
            readers.forEach(connection -> connection.offer(envelope.conversation(), envelope.seq(), frame));
        }
    }

    void tellDelivered(ConversationId conversation, long seq) {
        ofConversation.of(conversation).forEach(connection -> connection.tellDelivered(conversation, seq));
    }

    /** Sends what was put together for each connection. */
    void flush() {
        flushes.flush();
    }

    void closeDevice(DeviceId device) {
        ofDevice.of(device).forEach(connection -> connection.close(CloseCodes.REVOKED));
    }

    /** Something may have been missed: everybody looks into the database, each in its turn. */
    void lookAgain() {
        all.values().forEach(Connection::lookAgain);
    }

    private void requireAlive() {
        Instant now = clock.instant();
        for (Connection connection : all.values()) {
            try {
                connection.requireAlive(now);
            } catch (RuntimeException failure) {
                // The watch over the others must go on.
                LOGGER.log(Level.ERROR, "A connection could not be looked after", failure);
            }
        }
    }
}
