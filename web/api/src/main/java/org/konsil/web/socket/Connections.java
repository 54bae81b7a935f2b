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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.konsil.server.device.DeviceId;
import org.konsil.server.messaging.ConversationId;
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
        Connection connection = new Connection(session, new Connection.Desk(greeting, requests, this, executor, clock));
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
        for (Cursor cursor : delivery.cursors(device)) {
            ConversationId conversation = cursor.conversation();
            ofConversation.add(conversation, connection);
            pump.note(conversation);
            pump.noteDelivered(conversation, delivery.deliveredSeq(conversation));
        }
        if (!all.containsValue(connection)) {
            forget(connection); // it was closed meanwhile
        }
        return pump;
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

    void wakeDelivered(ConversationId conversation, long seq) {
        ofConversation.of(conversation).forEach(connection -> connection.wakeDelivered(conversation, seq));
    }

    void closeDevice(DeviceId device) {
        ofDevice.of(device).forEach(connection -> connection.close(CloseCodes.REVOKED));
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
