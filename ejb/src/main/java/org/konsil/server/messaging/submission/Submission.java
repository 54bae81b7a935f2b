package org.konsil.server.messaging.submission;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.server.device.DeviceId;
import org.konsil.server.device.enrolment.DeviceRegister;
import org.konsil.server.directory.UserId;
import org.konsil.server.messaging.Acceptance;
import org.konsil.server.messaging.ConversationExistsException;
import org.konsil.server.messaging.ConversationId;
import org.konsil.server.messaging.Envelope;
import org.konsil.server.messaging.EnvelopeBody;
import org.konsil.server.messaging.EnvelopeKind;
import org.konsil.server.messaging.MessageId;
import org.konsil.server.messaging.PastEpochException;
import org.konsil.server.messaging.RemovalPendingException;
import org.konsil.server.messaging.UnknownConversationException;
import org.konsil.server.messaging.queueing.Conversation;
import org.konsil.server.messaging.queueing.ConversationLog;
import org.konsil.server.messaging.queueing.Founding;
import org.konsil.server.messaging.queueing.LogEntry;
import org.konsil.server.messaging.queueing.Member;
import org.konsil.server.messaging.queueing.RosterChange;
import org.konsil.server.messaging.queueing.Submitted;
import org.konsil.server.messaging.removal.GroupRemovals;
import org.konsil.server.messaging.writing.MessageRequest;

/**
 * Takes what devices send. Founding and commit are one transaction each: when it returns, what it accepted is on disk; when
 * it refuses, nothing changed. Messages are checked here and written with others. A repeat is answered like the first time.
 */
@Stateless
public class Submission {

    @Inject
    ConversationLog log;

    @Inject
    RosterCheck roster;

    @Inject
    DeviceRegister devices;

    @Inject
    GroupRemovals removals;

    @Inject
    RemovalSettings settings;

    @Inject
    Clock clock;

    /**
     * Begins a conversation with the device as its only member.
     *
     * @param groupInfo MLSMessage, epoch 0, its tree inside
     * @throws ConversationExistsException if the id is taken
     */
    public Acceptance found(DeviceId device, ConversationId id, byte[] groupInfo) {
        byte[] digest = CipherSuite.P256.hash(groupInfo).toArray();
        Optional<Acceptance> repeated = findFounded(device, id, digest);
        if (repeated.isPresent()) {
            return repeated.get();
        }
        Set<UserId> people = roster.requireFounding(device, id, GroupInfoCheck.read(id, groupInfo));
        // Of two who found at once, the second has waited for the first and finds the id taken.
        return log.found(id, device, new Founding(groupInfo, digest, people))
                .map(Submission::founding)
                .or(() -> findFounded(device, id, digest))
                .orElseThrow(() -> new ConversationExistsException(id));
    }

    private Optional<Acceptance> findFounded(DeviceId device, ConversationId id, byte[] digest) {
        return log.findFounded(id, digest)
                .filter(conversation -> log.findMember(id, device).isPresent())
                .map(Submission::founding);
    }

    private static Acceptance founding(Conversation founded) {
        return new Acceptance(0, 0, founded.foundedAt());
    }

    /**
     * An application message that may be written, as far as it can be seen from outside; {@code LogWriter} puts it at the end
     * of the log, unless the device is no member, or it was made too many epochs ago or in one that the device was not in.
     *
     * @param bytes MLSMessage, a PrivateMessage
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public MessageRequest message(DeviceId device, ConversationId id, MessageId message, byte[] bytes) {
        MessageCheck check = MessageCheck.read(id, bytes);
        return new MessageRequest(
                device,
                id,
                Submitted.message(message, check.epoch(), bytes),
                (conversation, sender) ->
                        check.requireEpoch(conversation, sender, clock.instant().minus(settings.deadline())));
    }

    /**
     * Ends the current epoch: commit, Welcome and GroupInfo are stored together with the new roster, or not at all. A device
     * of somebody on the group's list may come in by an external commit, in the place of its own former leaf if it has one.
     *
     * @throws UnknownConversationException if the device is no member, nor comes in as one
     * @throws PastEpochException if the epoch has ended or not begun; with the commit that ended it
     * @throws RemovalPendingException if a member's commit leaves out what the server proposed; with that
     */
    public Acceptance commit(DeviceId device, ConversationId id, SubmittedCommit submitted) {
        CommitCheck check = CommitCheck.read(id, submitted.commit());
        Conversation conversation = log.lock(id).orElseThrow(() -> new UnknownConversationException(id));
        Committer committer = committer(device, id, check);
        Optional<Acceptance> first = log.findAccepted(id, submitted.message());
        if (first.isPresent()) {
            return first.get();
        }
        if (committer.member() != null && !check.isExternal()) {
            check.requireSender(committer.member().leaf());
        }
        if (check.epoch() != conversation.epoch()) {
            throw new PastEpochException(id, winner(id, check.epoch()));
        }
        check.requireReferenced(removals.pending(conversation));
        RosterChange change = roster.requireChange(committer, id, check, submitted);
        Acceptance acceptance = log.advance(
                id,
                Submitted.commit(submitted.message(), check.epoch(), submitted.commit(), submitted.welcome()),
                change);
        removals.settle(id);
        return acceptance;
    }

    private Committer committer(DeviceId device, ConversationId id, CommitCheck check) {
        UserId owner = devices.require(device).owner();
        Member member = log.findMember(id, device).orElse(null);
        if (check.isExternal() ? !log.isListed(id, owner) : member == null) {
            throw new UnknownConversationException(id);
        }
        return new Committer(device, owner, member);
    }

    private @Nullable Envelope winner(ConversationId id, long epoch) {
        return log.findCommit(id, epoch).map(Submission::commitEnvelope).orElse(null);
    }

    private static Envelope commitEnvelope(LogEntry entry) {
        return new Envelope(
                entry.conversation(),
                entry.seq(),
                entry.epoch(),
                entry.message(),
                entry.receivedAt(),
                new EnvelopeBody(EnvelopeKind.COMMIT, entry.content().bytes()));
    }
}
