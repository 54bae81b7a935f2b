package org.konsil.server.messaging.queueing;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.konsil.server.device.DeviceId;
import org.konsil.server.device.RegisteredDevice;
import org.konsil.server.device.enrolment.DeviceRegister;
import org.konsil.server.directory.UserId;
import org.konsil.server.messaging.Acceptance;
import org.konsil.server.messaging.ConversationId;
import org.konsil.server.messaging.EnvelopeStored;
import org.konsil.server.messaging.MembershipBegun;
import org.konsil.server.messaging.MessageId;
import org.konsil.server.messaging.UnknownConversationException;

/**
 * The conversations' logs and rosters: one row for an envelope however many read it, a cursor for each device.
 *
 * <p>Joins the caller's transaction; what it stored is durable when that one has committed, and its events are told then.
 * Changes to one conversation are one after the other, since each begins with {@link #lock}.
 */
@Stateless
public class ConversationLog {

    @Inject
    ConversationStore conversations;

    @Inject
    MembershipStore memberships;

    @Inject
    PeopleStore people;

    @Inject
    EnvelopeStore envelopes;

    @Inject
    DeviceRegister devices;

    @Inject
    LogSettings settings;

    @Inject
    Clock clock;

    @Inject
    Event<EnvelopeStored> stored;

    @Inject
    Event<MembershipBegun> begun;

    /** Where the conversation stands; nobody else changes it until the transaction ends. */
    public Optional<Conversation> lock(ConversationId id) {
        return conversations.lock(id).map(ConversationRow::toConversation);
    }

    /** Where a conversation stands that this transaction has locked, with what it changed. */
    public Conversation standing(ConversationId id) {
        return requireRow(id).toConversation();
    }

    /** The founding that a repeat of the same request is answered with. */
    public Optional<Conversation> findFounded(ConversationId id, byte[] foundingDigest) {
        return conversations
                .find(id)
                .filter(row -> Arrays.equals(row.foundingDigest, foundingDigest))
                .map(ConversationRow::toConversation);
    }

    /** Begins a conversation whose only member is the founder, at leaf 0 of epoch 0; nothing happens if the id is taken. */
    public Optional<Conversation> found(ConversationId id, DeviceId founder, Founding founding) {
        ConversationRow row = new ConversationRow(id.value(), founding.digest(), moment().receivedAt());
        if (!conversations.add(row, founding.groupInfo())) {
            return Optional.empty();
        }
        people.replace(id, founding.people());
        memberships.begin(id, new Member(founder, 0, 0, 0));
        begun.fire(new MembershipBegun(id, founder));
        return Optional.of(row.toConversation());
    }

    /** Whether this person's devices belong in the conversation, even if none is there. */
    public boolean isListed(ConversationId id, UserId user) {
        return people.contains(id, user);
    }

    /** The conversations that this person's devices belong in, after {@code after}, by id. */
    public List<ListedConversation> listed(UserId user, DeviceId device, ConversationId after, int most) {
        return people.conversations(user, device, after, most);
    }

    /** The current roster, by leaf. */
    public List<Member> members(ConversationId id) {
        return memberships.current(id).stream().map(MembershipRow::toMember).toList();
    }

    /** The device's place in the current roster; nothing for a device that was put out. */
    public Optional<Member> findMember(ConversationId id, DeviceId device) {
        return memberships.current(id, device).map(MembershipRow::toMember);
    }

    /** The conversations whose current roster has the device, whether or not it was put out; by id. */
    public List<ConversationId> conversationsOf(DeviceId device) {
        return memberships.conversations(device);
    }

    /** Whether any device of this person is in the current roster and was not put out. */
    public boolean hasMemberOf(ConversationId id, UserId user) {
        List<DeviceId> own =
                devices.activeDevices(user).stream().map(RegisteredDevice::id).toList();
        return !own.isEmpty() && memberships.anyCurrent(id, own);
    }

    /** The GroupInfo of the current epoch. */
    public byte[] groupInfo(ConversationId id) {
        return conversations.groupInfo(id);
    }

    /** What the first one of that name was answered. */
    public Optional<Acceptance> findAccepted(ConversationId id, MessageId message) {
        return envelopes.findAccepted(id, message).map(AcceptedRow::toAcceptance);
    }

    /** The commit that ended the epoch, while somebody has yet to fetch it. */
    public Optional<LogEntry> findCommit(ConversationId id, long epoch) {
        return envelopes.findCommit(id, epoch).map(EnvelopeRow::toEntry);
    }

    /** Puts a commit at the end of a log that this transaction has locked, ends its epoch and changes the roster. */
    public Acceptance advance(ConversationId id, Submitted commit, RosterChange change) {
        ConversationRow row = requireRow(id);
        Acceptance acceptance = append(row, commit);
        row.epoch = commit.epoch() + 1;
        conversations.replaceGroupInfo(id, change.groupInfo());
        if (change.people() != null) {
            people.replace(id, change.people());
        }
        memberships.end(id, change.removedLeaves(), row.lastSeq);
        for (RosterChange.NewMember added : change.added()) {
            memberships.begin(id, new Member(added.device(), added.leaf(), row.lastSeq, row.epoch));
            begun.fire(new MembershipBegun(id, added.device()));
        }
        return acceptance;
    }

    /**
     * Puts a proposal of the server's at the end of a log that this transaction has locked.
     *
     * @param since when the device was put out that it removes
     * @return its place
     */
    public long propose(ConversationId id, Submitted proposal, Instant since) {
        ConversationRow row = requireRow(id);
        row.removing(since);
        return append(row, proposal).seq();
    }

    private Acceptance append(ConversationRow row, Submitted submitted) {
        row.lastSeq++;
        LogMoment moment = moment();
        EnvelopeRow envelope = new EnvelopeRow(row, submitted, moment);
        envelopes.add(envelope, moment);
        stored.fire(new EnvelopeStored(row.toConversation().id(), row.lastSeq));
        return new Acceptance(envelope.seq, envelope.epoch, envelope.receivedAt);
    }

    /** What the device may read, of every conversation it is or was in. */
    public List<Cursor> cursors(DeviceId device) {
        return memberships.readable(device).stream()
                .map(MembershipRow::toCursor)
                .toList();
    }

    /** What the device may read of one conversation. */
    public Optional<Cursor> findCursor(ConversationId id, DeviceId device) {
        return memberships.readable(id, device).map(MembershipRow::toCursor);
    }

    /** At most that many entries after {@code after}, no later than {@code until}, in order. */
    public List<LogEntry> read(ConversationId id, long after, long until, int most) {
        return envelopes.read(id, after, until, most).stream()
                .map(EnvelopeRow::toEntry)
                .toList();
    }

    /** Everything up to here every current member holds. */
    public long deliveredSeq(ConversationId id) {
        return conversations.find(id).map(row -> row.deliveredSeq).orElse(0L);
    }

    /**
     * On how many of the other devices each of these messages is; one statement, whatever they are.
     *
     * @throws UnknownConversationException if the asking device is not a member
     */
    public List<MessageReach> reach(ConversationId id, DeviceId asking, List<Long> seqs) {
        List<MembershipRow> members = memberships.current(id);
        if (members.stream().noneMatch(member -> member.isReader(asking))) {
            throw new UnknownConversationException(id);
        }
        List<MembershipRow> others = members.stream()
                .filter(member -> member.reading && !member.isReader(asking))
                .toList();
        return seqs.stream().map(seq -> reach(others, seq)).toList();
    }

    private static MessageReach reach(List<MembershipRow> members, long seq) {
        List<MembershipRow> addressed =
                members.stream().filter(member -> member.fromSeq < seq).toList();
        long holding =
                addressed.stream().filter(member -> member.ackedSeq >= seq).count();
        return new MessageReach(seq, addressed.size(), (int) holding);
    }

    /** The device reads no more, and nothing waits for it. */
    public void silence(DeviceId device) {
        // Logs before cursors, as everybody does, and the logs in their order.
        List<Cursor> cursors = cursors(device);
        cursors.forEach(cursor -> conversations.lock(cursor.conversation()));
        memberships.silence(device);
        cursors.forEach(cursor -> settle(requireRow(cursor.conversation()), cursor.ackedSeq()));
    }

    /**
     * @param waited the cursor of who went: while somebody else's is lower, there is nothing that everybody has only now
     */
    private void settle(ConversationRow row, long waited) {
        ConversationId id = new ConversationId(row.id);
        MembershipStore.Lowest lowest = memberships.lowest(id);
        long everybodyHas = Objects.requireNonNullElse(lowest.ofReaders(), row.lastSeq);
        if (everybodyHas > waited) {
            envelopes.delete(id, everybodyHas);
        }
        row.deliveredSeq = Math.max(row.deliveredSeq, Objects.requireNonNullElse(lowest.ofMembers(), 0L));
    }

    private ConversationRow requireRow(ConversationId id) {
        return conversations.find(id).orElseThrow(() -> new IllegalStateException("log not locked: " + id));
    }

    /** What is noted of time when something is written now. */
    public LogMoment moment() {
        Instant now = clock.instant();
        return new LogMoment(
                now.truncatedTo(ChronoUnit.MINUTES), now.plus(settings.messageLife()), now.plus(settings.repeatLife()));
    }
}
