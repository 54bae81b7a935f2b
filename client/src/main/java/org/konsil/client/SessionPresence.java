package org.konsil.client;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.konsil.client.failure.DeviceException;
import org.konsil.client.failure.LockedException;
import org.konsil.client.failure.OfflineException;
import org.konsil.client.failure.RefusedException;
import org.konsil.client.identity.OwnDevice;
import org.konsil.client.identity.Revocations;
import org.konsil.client.messaging.Messenger;
import org.konsil.client.transport.Backoff;
import org.konsil.protocol.socket.ServerFrame;

/**
 * Keeps a session on line: opens the connection, takes in what waits, sends what is kept, and begins again where it broke. All but
 * {@link #next} is for one thread at a time.
 */
final class SessionPresence {

    static final Duration TICK = Duration.ofMillis(500);

    private static final Duration CATCH_UP = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final int MOST_IN_TURN = 20;

    private final OwnDevice self;
    private final Surroundings around;
    private final Revocations revocations;
    private final SessionLink link;
    private final Messenger messenger;

    SessionPresence(
            OwnDevice self, Surroundings around, Revocations revocations, SessionLink link, Messenger messenger) {
        this.self = self;
        this.around = around;
        this.revocations = revocations;
        this.link = link;
        this.messenger = messenger;
    }

    void connect() {
        revocations.refresh(around.revocationList());
        if (revocations.contains(self.certificate().serial())) {
            throw new LockedException("revoked");
        }
        messenger.opened(link.open());
        catchUp();
        messenger.push();
    }

    /**
     * Takes in what waits at the server. It is all there when the first word about what was delivered comes, or at once if the server
     * lists this device in no conversation (socket.md, "Order").
     */
    private void catchUp() {
        // Of a conversation whose beginning the server may never have heard of, it has nothing to say.
        boolean more = messenger.conversations().stream().anyMatch(one -> one.isActive() && one.cursor() > 0);
        more = more || messenger.isListed();
        long until = System.nanoTime() + CATCH_UP.toNanos();
        for (int taken = 1; System.nanoTime() < until; taken++) {
            Optional<ServerFrame> frame = link.next(more ? TICK : Duration.ZERO);
            frame.ifPresent(messenger::take);
            more |= frame.isPresent();
            if (!more || frame.isPresent() && frame.get().hasDelivered()) {
                drain();
                messenger.caughtUp();
                return;
            }
            if (taken % MOST_IN_TURN == 0) {
                messenger.acknowledge();
            }
        }
        throw new OfflineException("no-answer");
    }

    /** Takes what is here already, and acknowledges it. */
    private void drain() {
        for (int taken = 0; taken < MOST_IN_TURN; taken++) {
            Optional<ServerFrame> frame = link.next(Duration.ZERO);
            if (frame.isEmpty()) {
                break;
            }
            messenger.take(frame.get());
        }
        messenger.acknowledge();
    }

    /** Takes this, what is here beside it, and answers. */
    void take(ServerFrame frame) {
        messenger.take(frame);
        drain();
        messenger.push();
    }

    /** Is on line again if it was not, and does what time demands. */
    void tend() {
        if (!link.isOpen()) {
            reconnect(LONGEST_WAIT);
        }
        link.tend();
        if (messenger.beat()) {
            messenger.push();
        }
    }

    /** What comes next, if something does within this time; nothing if the connection ends. */
    Optional<ServerFrame> next(Duration patience) {
        try {
            return link.next(patience);
        } catch (OfflineException broken) {
            return Optional.empty();
        }
    }

    /** Pushes and takes until it is so. */
    void settle(BooleanSupplier isSo) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            boolean settled = online(() -> {
                messenger.push();
                if (!isSo.getAsBoolean()) {
                    link.next(TICK).ifPresent(messenger::take);
                }
                drain();
                return isSo.getAsBoolean();
            });
            if (settled) {
                return;
            }
        }
        throw new OfflineException("no-answer");
    }

    /** Does it, and once more after a reconnection if the connection broke, or if the server could not do it right then. */
    <T> T online(Supplier<T> deed) {
        if (!link.isOpen()) {
            reconnect(PATIENCE);
        }
        try {
            return deed.get();
        } catch (OfflineException | RefusedException broken) {
            requirePassing(broken);
            reconnect(PATIENCE);
            return deed.get();
        }
    }

    private void reconnect(Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        Duration wait = FIRST_WAIT;
        while (true) {
            try {
                connect();
                return;
            } catch (OfflineException | RefusedException offline) {
                requirePassing(offline);
                if (System.nanoTime() + wait.toNanos() > until) {
                    throw offline;
                }
            }
            Backoff.pause(wait);
            wait = wait.multipliedBy(2);
        }
    }

    private static void requirePassing(DeviceException failure) {
        if (failure instanceof RefusedException refused && !refused.isPassing()) {
            throw refused;
        }
    }

    void close() {
        link.close();
    }
}
