package org.konsil.client;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.konsil.client.attachment.Attachments;
import org.konsil.client.attachment.Outgoing;
import org.konsil.client.failure.LockedException;
import org.konsil.client.failure.OfflineException;
import org.konsil.client.failure.RefusedException;
import org.konsil.client.identity.HospitalPolicy;
import org.konsil.client.identity.OwnDevice;
import org.konsil.client.identity.Revocations;
import org.konsil.client.messaging.Conversation;
import org.konsil.client.messaging.Deletion;
import org.konsil.client.messaging.Member;
import org.konsil.client.messaging.Message;
import org.konsil.client.messaging.Messenger;
import org.konsil.client.messaging.Person;
import org.konsil.client.messaging.Standing;
import org.konsil.client.storage.Change;
import org.konsil.client.storage.SealedStore;
import org.konsil.client.transport.AttachmentServer;
import org.konsil.client.transport.Backoff;
import org.konsil.client.transport.Wire;
import org.konsil.protocol.socket.ServerFrame;

/**
 * A device on line. Any thread may call; one thing is done at a time. A broken connection is opened again where it stopped, and what was not
 * answered is sent again with the same id, so that it counts once. A session lives while somebody waits in {@link #awaitNews}.
 */
public final class KonsilSession implements AutoCloseable {

    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration CATCH_UP = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final int MOST_IN_TURN = 20;

    private final Messenger messenger;
    private final SessionAttachments files;
    private final Revocations revocations;
    private final SessionLink link;
    private final OwnDevice self;
    private final Surroundings around;

    /**
     * Where a session takes from what it does not have itself.
     *
     * @param host that the server's challenge must name
     * @param token an access token; true for one that was never used
     */
    record Surroundings(
            Wire.Maker wires,
            String host,
            Function<Boolean, String> token,
            Supplier<byte[]> revocationList,
            AttachmentServer attachments,
            X509Certificate root,
            String domain,
            Clock clock) {}

    private KonsilSession(SealedStore store, OwnDevice self, Surroundings around) {
        this.self = self;
        this.around = around;
        this.revocations = new Revocations(store, self, around.clock());
        this.link = new SessionLink(self, around);
        HospitalPolicy policy = new HospitalPolicy(around.root(), around.domain(), revocations, around.clock());
        this.files = new SessionAttachments(this, new Attachments(store, around.attachments()));
        this.messenger = new Messenger(store, self, policy, link, around.clock());
    }

    static KonsilSession open(SealedStore store, OwnDevice self, Surroundings around) {
        KonsilSession session = new KonsilSession(store, self, around);
        try {
            session.connect();
            return session;
        } catch (RuntimeException failed) {
            session.close();
            throw failed;
        }
    }

    private synchronized void connect() {
        revocations.refresh(around.revocationList());
        if (revocations.contains(self.certificate().serial())) {
            throw new LockedException("revoked");
        }
        messenger.opened(link.open());
        catchUp();
        messenger.push();
    }

    /**
     * Takes in what waits at the server. It is all there when the first word about what was delivered comes, or, without any
     * conversation in the log, when the server answers and nothing has come (socket.md, "Order").
     */
    private void catchUp() {
        // Of a conversation whose beginning the server may never have heard of, it has nothing to say.
        boolean more = messenger.conversations().stream()
                .anyMatch(one -> one.standing() == Standing.ACTIVE && one.cursor() > 0);
        if (!more) {
            link.heartbeat();
        }
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

    /** The conversations of this device. */
    public synchronized Collection<Conversation> conversations() {
        return messenger.conversations();
    }

    /** The devices of a conversation. */
    public synchronized List<Member> members(UUID conversation) {
        return messenger.members(conversation);
    }

    /** All messages of a conversation, in the log's order. */
    public synchronized List<Message> messages(UUID conversation) {
        return messenger.messages(conversation);
    }

    /** People whose name has these words. */
    public synchronized List<Person> findPeople(String words) {
        return online(() -> messenger.findPeople(words));
    }

    /** The people with these ids. */
    public synchronized List<Person> findPeople(List<UUID> ids) {
        return online(() -> messenger.findPeople(ids));
    }

    /** Begins a conversation with these people, all their devices and this person's other ones. Returns once the server has it. */
    public synchronized UUID begin(List<UUID> people) {
        UUID conversation = online(() -> messenger.begin(people));
        settle(() -> messenger.isSettled(conversation));
        return conversation;
    }

    /** Lets a person in. Returns once the server has it; what was said before, they do not read. */
    public synchronized void add(UUID conversation, UUID person) {
        online(() -> {
            messenger.add(conversation, person);
            return person;
        });
        settle(() -> messenger.isSettled(conversation));
    }

    /** Puts a person out. Returns once the server has it; what is said later, they do not read. */
    public synchronized void remove(UUID conversation, UUID person) {
        messenger.remove(conversation, person);
        settle(() -> messenger.isSettled(conversation));
    }

    /**
     * Sends a text. Returns once the server has it on its disk.
     *
     * @throws OfflineException if it cannot be reached; the message is kept and goes out in the next session
     * @throws RefusedException if the server will not have it
     */
    public synchronized Message send(UUID conversation, String text) {
        requireActive(conversation);
        return sent(conversation, messenger.keep(conversation, text));
    }

    /** The files that go with messages. */
    public SessionAttachments attachments() {
        return files;
    }

    /** Keeps a message about an attachment that the server has, and returns once it has the message too. */
    synchronized Message send(Outgoing sealed, List<Change> others) {
        return sent(sealed.conversation(), messenger.keep(sealed, others));
    }

    synchronized void requireActive(UUID conversation) {
        if (messenger.require(conversation).standing() != Standing.ACTIVE) {
            throw new LockedException("conversation-not-active");
        }
    }

    private Message sent(UUID conversation, UUID id) {
        settle(() -> message(conversation, id).seq() != null
                || message(conversation, id).failed() != null);
        Message sent = message(conversation, id);
        if (sent.failed() != null) {
            throw new RefusedException(sent.failed(), 0);
        }
        return sent;
    }

    private Message message(UUID conversation, UUID id) {
        return messenger.find(conversation, id).orElseThrow();
    }

    /** A message that can be deleted for all; throws if it is another's, or not in the log. */
    synchronized Message requireDeletable(UUID conversation, UUID message) {
        requireActive(conversation);
        return messenger.requireDeletable(conversation, message);
    }

    /** Deletes a message here and for all (A6). Returns once the server has it; each device answers when it comes. */
    synchronized Deletion deleteMessage(UUID conversation, UUID message) {
        messenger.delete(conversation, message);
        settle(() -> messenger.isSent(conversation));
        return messenger.findDeletion(message).orElseThrow();
    }

    /** Messages that were not shown yet. */
    public synchronized List<Message> unshown() {
        return messenger.unshown();
    }

    /** They were shown. Whoever stops between showing and saying so is given them again. */
    public synchronized void markShown(List<Message> messages) {
        messenger.markShown(messages);
    }

    /** Waits until something came, at most this long. Whether something did; it is stored. */
    public boolean awaitNews(Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        do {
            Optional<ServerFrame> frame = await(patience.compareTo(TICK) < 0 ? patience : TICK);
            if (frame.isPresent()) {
                synchronized (this) {
                    messenger.take(frame.get());
                    drain();
                    messenger.push();
                }
                return true;
            }
        } while (System.nanoTime() < until);
        return false;
    }

    private Optional<ServerFrame> await(Duration tick) {
        synchronized (this) {
            if (!link.isOpen()) {
                reconnect(LONGEST_WAIT);
            }
            link.tend();
            if (messenger.beat()) {
                messenger.push();
            }
        }
        // Not under the lock: others may send meanwhile.
        try {
            return link.next(tick);
        } catch (OfflineException broken) {
            return Optional.empty();
        }
    }

    /** Pushes and takes until it is so. */
    private void settle(BooleanSupplier isSo) {
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

    /** Does it, and once more after a reconnection if the connection broke. */
    private <T> T online(Supplier<T> deed) {
        if (!link.isOpen()) {
            reconnect(PATIENCE);
        }
        try {
            return deed.get();
        } catch (OfflineException broken) {
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
            } catch (OfflineException offline) {
                if (System.nanoTime() + wait.toNanos() > until) {
                    throw offline;
                }
            }
            Backoff.pause(wait);
            wait = wait.multipliedBy(2);
        }
    }

    @Override
    public void close() {
        link.close();
    }
}
