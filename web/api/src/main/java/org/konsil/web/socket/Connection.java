package org.konsil.web.socket;

import com.google.protobuf.InvalidProtocolBufferException;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.socket.Challenge;
import org.konsil.protocol.socket.ClientFrame;
import org.konsil.protocol.socket.ServerFrame;
import org.konsil.server.device.NoCurrentCertificateException;
import org.konsil.server.device.RemovedDeviceException;
import org.konsil.server.device.UnknownDeviceException;
import org.konsil.server.device.session.DeviceSession;
import org.konsil.server.messaging.ConversationId;
import org.konsil.web.problem.ProblemType;

/**
 * One device's connection, from the challenge to the close. What it does is done in its own turn, one thing after another, on
 * a thread that may block; the container's threads put things in line, and do what blocks nobody.
 */
final class Connection {

    static final int MAX_FRAME_BYTES = 1024 * 1024;
    static final int MAX_GREETING_BYTES = 8 * 1024;
    static final int MOST_UNANSWERED = 64;
    static final Duration GREETING_TIME = Duration.ofSeconds(5);
    static final Duration LONGEST_SILENCE = Duration.ofSeconds(90);

    private static final Logger LOGGER = System.getLogger(Connection.class.getName());

    private final Session session;
    private final Desk desk;
    private final SerialQueue turns;
    private final Outbox outbox;
    private final Instant openedAt;
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicBoolean pumping = new AtomicBoolean();
    private volatile Instant heardAt;
    private volatile @Nullable DeviceSession opened;
    private volatile @Nullable Pump pump;
    // Only where frames come in:
    private long lastRequest;
    // Only in the connection's turn:
    private Challenge challenge;
    private CompletableFuture<Void> lastWritten = CompletableFuture.completedFuture(null);

    /** What a connection needs of its surroundings. */
    record Desk(
            Greeting greeting,
            Requests requests,
            Connections connections,
            Flushes flushes,
            Executor executor,
            Clock clock) {}

    Connection(Session session, Desk desk) {
        this.session = session;
        this.desk = desk;
        this.turns = new SerialQueue(desk.executor());
        this.outbox = new Outbox(session, desk.clock(), this::pumpSoon, desk.flushes());
        this.openedAt = desk.clock().instant();
        this.heardAt = openedAt;
        this.challenge = desk.greeting().challenge();
    }

    void start() {
        session.setMaxBinaryMessageBufferSize(MAX_GREETING_BYTES);
        outbox.send(ServerFrame.newBuilder().setChallenge(challenge));
    }

    /** Called by the container, for one frame after another. */
    void receive(byte[] bytes) {
        heardAt = desk.clock().instant();
        if (bytes.length > (opened == null ? MAX_GREETING_BYTES : MAX_FRAME_BYTES)
                || unanswered.incrementAndGet() > MOST_UNANSWERED) {
            close(CloseCodes.MALFORMED);
            return;
        }
        try {
            ClientFrame frame = parse(bytes);
            if (Requests.isWritten(frame)) {
                turns.runOrAdd(() -> answer(frame));
            } else {
                turns.add(() -> answer(frame));
            }
        } catch (MalformedFrameException malformed) {
            refuse(malformed);
        }
    }

    private ClientFrame parse(byte[] bytes) {
        try {
            ClientFrame frame = ClientFrame.parseFrom(bytes);
            if (frame.getRequest() <= lastRequest) {
                throw new MalformedFrameException("request number");
            }
            lastRequest = frame.getRequest();
            return frame;
        } catch (InvalidProtocolBufferException malformed) {
            throw new MalformedFrameException("encoding");
        }
    }

    private void refuse(MalformedFrameException malformed) {
        LOGGER.log(Level.DEBUG, "Malformed frame: {0}", malformed.getMessage());
        close(CloseCodes.MALFORMED);
    }

    private void answer(ClientFrame frame) {
        if (!session.isOpen()) {
            return;
        }
        try {
            DeviceSession current = opened;
            if (frame.hasHello()) {
                greet(frame, current);
            } else if (current == null || !desk.clock().instant().isBefore(current.expiresAt())) {
                close(CloseCodes.NO_SESSION);
            } else if (Requests.isWritten(frame)) {
                write(current, frame);
            } else {
                send(frame, answerOf(current, frame));
            }
        } catch (MalformedFrameException malformed) {
            refuse(malformed);
        }
    }

    private void write(DeviceSession current, ClientFrame frame) {
        CompletableFuture<Void> answered = new CompletableFuture<>();
        long request = frame.getRequest(); // not the frame: its bytes would be kept twice while they wait
        try {
            desk.requests().write(current, frame, answer -> {
                unanswered.decrementAndGet();
                outbox.sendLater(answer.setRequest(request).build().toByteArray());
                answered.complete(null);
            });
            lastWritten = answered;
        } catch (MalformedFrameException malformed) {
            throw malformed;
        } catch (RuntimeException refusal) {
            send(frame, ProblemFrames.of(refusal));
        }
    }

    private ServerFrame.Builder answerOf(DeviceSession current, ClientFrame frame) {
        try {
            if (Requests.followsWritten(frame)) {
                lastWritten.join();
            }
            return desk.requests().answer(current, frame);
        } catch (MalformedFrameException malformed) {
            throw malformed;
        } catch (RuntimeException refusal) {
            return ProblemFrames.of(refusal);
        }
    }

    private void greet(ClientFrame frame, @Nullable DeviceSession current) {
        Challenge used = challenge;
        challenge = desk.greeting().challenge();
        try {
            DeviceSession next = desk.greeting().open(frame.getHello(), used);
            if (current != null
                    && !(current.device().equals(next.device())
                            && current.owner().equals(next.owner()))) {
                throw new UnknownDeviceException(next.device());
            }
            ServerFrame.Builder answer = desk.greeting().opened(next, challenge);
            Pump started = current == null ? desk.connections().join(this, next.device(), outbox) : pump;
            // Whoever is put out from here on is closed, since the connection is known.
            desk.greeting().requireStanding(next);
            session.setMaxBinaryMessageBufferSize(MAX_FRAME_BYTES);
            send(frame, answer);
            if (frame.getHello().getBundles()) {
                outbox.bundle();
            }
            opened = next;
            pump = started;
            pumpSoon();
        } catch (MalformedFrameException malformed) {
            throw malformed;
        } catch (RuntimeException refusal) {
            send(frame, ProblemFrames.of(refusal));
            close(ProblemType.of(refusal).isPassing() ? CloseCodes.UNAVAILABLE : CloseCodes.NO_SESSION);
        }
    }

    private void send(ClientFrame request, ServerFrame.Builder answer) {
        unanswered.decrementAndGet();
        outbox.send(answer.setRequest(request.getRequest()));
    }

    /** There is something new in a conversation's log. */
    void wake(ConversationId conversation) {
        Pump running = pump;
        if (running != null) {
            running.note(conversation);
            pumpSoon();
        }
    }

    /** This envelope, encoded, is on disk. */
    void offer(ConversationId conversation, long seq, byte[] frame) {
        Pump running = pump;
        if (running != null && !running.offer(conversation, seq, frame)) {
            pumpSoon();
        }
    }

    void tellDelivered(ConversationId conversation, long seq) {
        Pump running = pump;
        if (running != null && !running.tellDelivered(conversation, seq)) {
            pumpSoon();
        }
    }

    /** What the connection was not told is in the database: what there is for its device, and whether the device is out. */
    void lookAgain() {
        turns.add(() -> {
            DeviceSession current = opened;
            Pump running = pump;
            if (current == null || running == null || !session.isOpen()) {
                return;
            }
            try {
                desk.greeting().requireStanding(current);
                desk.connections().look(this, current.device(), running);
                pumpSoon();
            } catch (RemovedDeviceException | NoCurrentCertificateException out) {
                close(CloseCodes.REVOKED);
            } catch (RuntimeException failure) {
                endAfter(failure);
            }
        });
    }

    private void pumpSoon() {
        if (pump != null && pumping.compareAndSet(false, true)) {
            turns.add(this::runPump);
        }
    }

    private void runPump() {
        pumping.set(false);
        Pump running = pump;
        if (running == null || !session.isOpen()) {
            return;
        }
        try {
            if (running.run()) {
                pumpSoon();
            }
        } catch (RuntimeException failure) {
            endAfter(failure);
        }
    }

    /** The device connects again and goes on from its cursor, which is in the database. */
    private void endAfter(RuntimeException failure) {
        Level level = ProblemType.of(failure).isPassing() ? Level.DEBUG : Level.ERROR;
        LOGGER.log(level, "Delivery on a connection failed", failure);
        close(CloseCodes.UNAVAILABLE);
    }

    /** Closes what is over: no hello, a session that was not renewed, silence, a device that does not read. */
    void requireAlive(Instant now) {
        DeviceSession current = opened;
        if (current == null && now.isAfter(openedAt.plus(GREETING_TIME))
                || current != null && !now.isBefore(current.expiresAt())) {
            close(CloseCodes.NO_SESSION);
        } else if (now.isAfter(heardAt.plus(LONGEST_SILENCE)) || outbox.isStuck()) {
            close(CloseCodes.TOO_SLOW);
        }
    }

    void close(CloseCodes code) {
        try {
            if (session.isOpen()) {
                session.close(code.reason());
            }
        } catch (IOException broken) {
            LOGGER.log(Level.DEBUG, "Close failed, the connection is gone anyhow", broken);
        }
    }
}
