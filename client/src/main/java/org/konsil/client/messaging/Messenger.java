package org.konsil.client.messaging;

import com.google.protobuf.ByteString;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.konsil.client.attachment.Outgoing;
import org.konsil.client.failure.RefusedException;
import org.konsil.client.identity.HospitalPolicy;
import org.konsil.client.identity.OwnDevice;
import org.konsil.client.storage.Change;
import org.konsil.client.storage.SealedStore;
import org.konsil.protocol.mls.group.GroupEnvironment;
import org.konsil.protocol.socket.Acknowledge;
import org.konsil.protocol.socket.ClientFrame;
import org.konsil.protocol.socket.Envelope;
import org.konsil.protocol.socket.ServerFrame;
import org.konsil.protocol.socket.SessionOpened;

/**
 * The door of this package: conversations of this device. Everything is stored before it is sent, acknowledged or shown. Only one thread at
 * a time may call.
 */
public final class Messenger {

    private static final int NOT_FOUND = 404;
    private static final Duration BEAT = Duration.ofMinutes(15);
    private static final Duration LIVELY = Duration.ofHours(24);

    private final Desk desk;
    private final Asking server;
    private final KeyPackagePool pool;
    private final Inbox inbox;
    private final Outbox outbox;
    private final Commits commits;
    private final Membership membership;
    private final Rejoining rejoining;
    private final Colleagues colleagues;
    private final Quiet quiet;
    private final Deleting deleting;
    private final Expiring expiring;
    private final Listing listing;
    private final Clock clock;
    private final Map<UUID, Long> unacknowledged = new LinkedHashMap<>();
    private boolean caughtUp;

    public Messenger(SealedStore store, OwnDevice self, HospitalPolicy policy, Asking server, Clock clock) {
        this.server = server;
        this.desk = new Desk(store, self, policy, GroupEnvironment.of(policy, clock));
        this.pool = new KeyPackagePool(desk, server, clock);
        Entrance entrance = new Entrance(desk, pool);
        this.listing = new Listing(server);
        this.quiet = new Quiet(desk);
        this.expiring = new Expiring(desk, quiet);
        Splits splits = new Splits(desk, quiet, expiring);
        this.deleting = new Deleting(desk, quiet, splits);
        this.inbox = new Inbox(desk, entrance, listing, new Reader(desk, quiet, splits, deleting, expiring));
        this.rejoining = new Rejoining(desk, server, entrance, listing);
        this.colleagues = new Colleagues(desk, server, clock);
        this.commits = new Commits(desk, server, colleagues);
        this.membership = new Membership(desk, commits, colleagues);
        this.outbox = new Outbox(desk, server, inbox, commits, membership, new Outbox.Making(quiet, splits, expiring));
        this.clock = clock;
    }

    /** A session was opened. Until {@link #caughtUp} nothing is sent: first the device must know where it stands. */
    public void opened(SessionOpened opened) {
        desk.served(opened.getDeliveryServiceList().stream()
                .map(ByteString::toByteArray)
                .toList());
        caughtUp = false;
        unacknowledged.clear();
        pool.refill(opened.getKeyPackages());
    }

    /** Whether the server has this device in a conversation, and so has something to say about it. */
    public boolean isListed() {
        return listing.hasMember();
    }

    /** Takes what the server said of its own accord; stored when this returns. */
    public void take(ServerFrame frame) {
        if (frame.hasEnvelope()) {
            Envelope envelope = frame.getEnvelope();
            inbox.take(envelope);
            unacknowledged.merge(Uuids.of(envelope.getConversationId()), envelope.getSeq(), Math::max);
        } else if (frame.hasDelivered()) {
            inbox.delivered(frame.getDelivered());
        }
    }

    /** Tells the server what this device holds. */
    public void acknowledge() {
        for (Map.Entry<UUID, Long> one : Map.copyOf(unacknowledged).entrySet()) {
            try {
                server.ask(ClientFrame.newBuilder()
                        .setAcknowledge(Acknowledge.newBuilder()
                                .setConversationId(Uuids.bytes(one.getKey()))
                                .setSeq(one.getValue())));
            } catch (RefusedException refused) {
                // The device has left it, and the last of it was acknowledged before.
                if (refused.status() != NOT_FOUND) {
                    throw refused;
                }
            }
            unacknowledged.remove(one.getKey(), one.getValue());
        }
    }

    /** Everything that waited at the server is in. What this device should have and has not, it comes back into. */
    public void caughtUp() {
        rejoining.look();
        caughtUp = true;
        var unused = beat();
    }

    /**
     * In each conversation of the last day, every 15 minutes: says where this device's chain ends, and asks once more for what is missing
     * (C2). Whether there was anything to say; {@link #push} sends it.
     */
    public boolean beat() {
        long now = clock.millis();
        boolean said = false;
        for (Conversation conversation : desk.conversations()) {
            if (conversation.isActive()
                    && now - conversation.beatAtMillis() >= BEAT.toMillis()
                    && now - conversation.livelyAtMillis() <= LIVELY.toMillis()) {
                Step step = new Step(conversation.beatAt(now));
                quiet.askAgain(step, new Ledger(desk.records, conversation));
                quiet.head(step);
                desk.step(step.conversation(), step.changes());
                said = true;
            }
        }
        return said;
    }

    /** Whether nothing of what waited at the server can be missing. */
    public boolean isCaughtUp() {
        return caughtUp;
    }

    /** Sends what waits, commits first. Throws {@code OfflineException} if the connection ends; the next session goes on. */
    public void push() {
        if (caughtUp) {
            rejoining.comeBack();
            commits.submit();
            outbox.flush();
            commits.submit();
        }
    }

    /** A new conversation with these people; stored, and handed in by {@link #push}. */
    public UUID begin(List<UUID> people) {
        return membership.begin(people);
    }

    /** Adds a person with all their devices. */
    public void add(UUID conversation, UUID person) {
        membership.add(conversation, person);
    }

    /** Removes a person with all their devices. */
    public void remove(UUID conversation, UUID person) {
        membership.remove(conversation, person);
    }

    /** Whether no change of the conversation's members waits for the log. */
    public boolean isSettled(UUID conversation) {
        return !commits.isPending(conversation);
    }

    /** Keeps a text that is to be sent; its id. */
    public UUID keep(UUID conversation, String text) {
        return outbox.keep(conversation, text);
    }

    /** Keeps a message about an attachment that the server has, in one step with these changes; its id. */
    public UUID keep(Outgoing sealed, List<Change> others) {
        return outbox.keep(sealed, others);
    }

    /** A message that can be deleted for all; throws if it is another's, or not in the log. */
    public Message requireDeletable(UUID conversation, UUID message) {
        return deleting.require(conversation, message);
    }

    /** Deletes a message here, and says so to all. */
    public void delete(UUID conversation, UUID message) {
        Step step = new Step(desk.require(conversation));
        deleting.forAll(step, message);
        desk.step(step.conversation(), step.changes());
    }

    /** Deletes everything that the device's owner has said in the conversation, and says so to all; the id to ask for answers with. */
    public UUID deleteEverything(UUID conversation) {
        Step step = new Step(desk.require(conversation));
        UUID id = deleting.everythingForAll(step);
        desk.step(step.conversation(), step.changes());
        return id;
    }

    /** From now on messages of the conversation expire so many seconds after they were sent; 0: never. */
    public void setExpiry(UUID conversation, int seconds) {
        Step step = new Step(desk.require(conversation));
        expiring.set(step, seconds);
        desk.step(step.conversation(), step.changes());
    }

    /** Messages whose time is up and that are to be forgotten. */
    public List<Message> expired() {
        return expiring.due();
    }

    /** Forgets a message on this device. */
    public void forget(Message message) {
        Step step = new Step(desk.require(message.conversation()));
        deleting.forget(step, message);
        desk.step(step.conversation(), step.changes());
    }

    /** Which devices have deleted it. */
    public Optional<Deletion> findDeletion(UUID message) {
        return desk.records.deletions.find(message.toString());
    }

    /** Whether nothing of the conversation waits to be sent. */
    public boolean isSent(UUID conversation) {
        return desk.records.outbox.all().values().stream()
                .noneMatch(waiting -> waiting.conversation().equals(conversation));
    }

    public Collection<Conversation> conversations() {
        return desk.conversations();
    }

    public Conversation require(UUID conversation) {
        return desk.require(conversation);
    }

    public Optional<Message> find(UUID conversation, UUID message) {
        return desk.records.messages(conversation).find(message.toString());
    }

    /** All messages of a conversation in the log's order; what waits comes last. */
    public List<Message> messages(UUID conversation) {
        return desk.records.messages(conversation).all().values().stream()
                .sorted(order())
                .toList();
    }

    /** Messages that were not shown yet, conversation by conversation in the log's order. */
    public List<Message> unshown() {
        return desk.records.unshown.all().entrySet().stream()
                .map(one -> desk.records.messages(one.getValue()).find(one.getKey()))
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(Message::conversation).thenComparing(order()))
                .toList();
    }

    /** They were shown, and will not be given by {@link #unshown} again. */
    public void markShown(List<Message> messages) {
        if (!messages.isEmpty()) {
            desk.write(messages.stream()
                    .map(message -> desk.records.unshown.remove(message.id()))
                    .toList());
        }
    }

    /** The devices of an active conversation. */
    public List<Member> members(UUID conversation) {
        return desk.members(desk.requireGroup(conversation)).values().stream()
                .map(device -> new Member(device.user(), device.device(), desk.policy.isRevoked(device)))
                .toList();
    }

    public List<Person> findPeople(String words) {
        return colleagues.find(words);
    }

    public List<Person> findPeople(List<UUID> ids) {
        return ids.isEmpty() ? List.of() : colleagues.find(ids);
    }

    private static Comparator<Message> order() {
        return Comparator.comparingLong((Message message) -> Objects.requireNonNullElse(message.seq(), Long.MAX_VALUE))
                .thenComparing(message -> message.kind() != Message.Kind.NOTICE)
                .thenComparingLong(Message::counter);
    }
}
