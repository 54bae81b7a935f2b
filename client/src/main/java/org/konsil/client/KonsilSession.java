package org.konsil.client;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.konsil.client.attachment.Attachments;
import org.konsil.client.attachment.Enclosure;
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
import org.konsil.client.storage.Change;
import org.konsil.client.storage.SealedStore;
import org.konsil.protocol.content.ContentLimits;
import org.konsil.protocol.socket.ServerFrame;

/**
 * A device on line. Any thread may call; one thing is done at a time. A broken connection is opened again where it stopped, and what was not
 * answered is sent again with the same id, so that it counts once. A session lives while somebody waits in {@link #awaitNews}.
 */
public final class KonsilSession implements AutoCloseable {

    private final Messenger messenger;
    private final SessionAttachments files;
    private final SessionPresence presence;

    private KonsilSession(SealedStore store, OwnDevice self, Surroundings around) {
        Revocations revocations = new Revocations(store, self, around.clock());
        SessionLink link = new SessionLink(self, around);
        HospitalPolicy policy = new HospitalPolicy(around.root(), around.domain(), revocations, around.clock());
        this.messenger = new Messenger(store, self, policy, link, around.clock());
        this.presence = new SessionPresence(self, around, revocations, link, messenger);
        this.files = new SessionAttachments(this, new Attachments(store, around.attachments()));
    }

    static KonsilSession open(SealedStore store, OwnDevice self, Surroundings around) {
        KonsilSession session = new KonsilSession(store, self, around);
        try {
            session.presence.connect();
            return session;
        } catch (RuntimeException failed) {
            session.close();
            throw failed;
        }
    }

    /** The conversations of this device, also those that it has left or lost. */
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
        return presence.online(() -> messenger.findPeople(words));
    }

    /** The people with these ids. */
    public synchronized List<Person> findPeople(List<UUID> ids) {
        return presence.online(() -> messenger.findPeople(ids));
    }

    /** Begins a conversation with these people, all their devices and this person's other ones. Returns once the server has it. */
    public synchronized UUID begin(List<UUID> people) {
        UUID conversation = presence.online(() -> messenger.begin(people));
        presence.settle(() -> messenger.isSettled(conversation));
        return conversation;
    }

    /** Lets a person in. Returns once the server has it; what was said before, they do not read. */
    public synchronized void add(UUID conversation, UUID person) {
        presence.online(() -> {
            messenger.add(conversation, person);
            return person;
        });
        presence.settle(() -> messenger.isSettled(conversation));
    }

    /** Puts a person out. Returns once the server has it; what is said later, they do not read. */
    public synchronized void remove(UUID conversation, UUID person) {
        messenger.remove(conversation, person);
        presence.settle(() -> messenger.isSettled(conversation));
    }

    /**
     * Sends a text, a long one in parts. Returns once the server has it on its disk.
     *
     * @throws OfflineException if it cannot be reached; the message is kept and goes out in the next session
     * @throws RefusedException if the server will not have it
     * @throws LockedException {@code conversation-not-active} if this device is not in the conversation
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
        if (!messenger.require(conversation).isActive()) {
            throw new LockedException("conversation-not-active");
        }
    }

    private Message sent(UUID conversation, UUID id) {
        presence.settle(() -> message(conversation, id).seq() != null
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

    /**
     * Deletes a message of one's own, with its file at the server, here and for all (A6). Returns once the server has it; each device answers
     * when it comes. The same again says who has answered since.
     *
     * @throws RefusedException {@code not-deletable} if it is not one's own, not sent yet, or was deleted by another of one's devices
     */
    public synchronized Deletion delete(UUID conversation, UUID message) {
        requireActive(conversation);
        Enclosure enclosure = messenger.requireDeletable(conversation, message).enclosure();
        if (enclosure != null) {
            // First, while the message still says what it is: whoever is stopped in between does it again.
            files.delete(enclosure);
        }
        messenger.delete(conversation, message);
        presence.settle(() -> messenger.isSent(conversation));
        return messenger.findDeletion(message).orElseThrow();
    }

    /**
     * Deletes everything that the device's owner has said in the conversation, with their files at the server, here and for all (A6). Returns
     * once the server has it; each device answers when it comes.
     *
     * @return what to ask for answers with
     */
    public synchronized UUID deleteEverything(UUID conversation) {
        requireActive(conversation);
        messenger.messages(conversation).stream()
                .filter(Message::own)
                .map(Message::enclosure)
                .filter(Objects::nonNull)
                .forEach(files::delete);
        UUID id = messenger.deleteEverything(conversation);
        presence.settle(() -> messenger.isSent(conversation));
        return id;
    }

    /** Which devices have deleted it; nothing if it was not deleted from here. */
    public synchronized Optional<Deletion> findDeletion(UUID id) {
        return messenger.findDeletion(id);
    }

    /**
     * From now on every device forgets the conversation's messages so long after they were sent (A6).
     *
     * @param after whole seconds, at most ten years; zero: never
     */
    public synchronized void setExpiry(UUID conversation, Duration after) {
        requireActive(conversation);
        if (after.isNegative() || after.toSeconds() > ContentLimits.MAX_EXPIRY_SECONDS) {
            throw new RefusedException("expiry-out-of-bounds", 0);
        }
        messenger.setExpiry(conversation, Math.toIntExact(after.toSeconds()));
        presence.settle(() -> messenger.isSent(conversation));
    }

    /** What is to be forgotten goes, an own file at the server first: whoever is stopped in between does it again. */
    private void forgetExpired() {
        for (Message message : messenger.expired()) {
            Enclosure enclosure = message.enclosure();
            try {
                if (enclosure != null && message.own()) {
                    files.delete(enclosure);
                }
                messenger.forget(message);
            } catch (OfflineException later) {
                return; // the next session does it
            }
        }
    }

    /** Messages that were not shown yet; none whose time is up. */
    public synchronized List<Message> unshown() {
        forgetExpired();
        return messenger.unshown();
    }

    /** They were shown. Whoever stops between showing and saying so is given them again. */
    public synchronized void markShown(List<Message> messages) {
        messenger.markShown(messages);
    }

    /** Waits until something came, at most this long. Whether something did; it is stored. */
    public boolean awaitNews(Duration patience) {
        Duration tick = patience.compareTo(SessionPresence.TICK) < 0 ? patience : SessionPresence.TICK;
        long until = System.nanoTime() + patience.toNanos();
        do {
            synchronized (this) {
                presence.tend();
            }
            // Not under the lock: others may send meanwhile.
            Optional<ServerFrame> frame = presence.next(tick);
            if (frame.isPresent()) {
                synchronized (this) {
                    presence.take(frame.get());
                }
                return true;
            }
        } while (System.nanoTime() < until);
        return false;
    }

    @Override
    public void close() {
        presence.close();
    }
}
