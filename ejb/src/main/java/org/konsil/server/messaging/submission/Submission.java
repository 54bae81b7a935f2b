package org.konsil.server.messaging.submission;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.leaf.KeyPackage;
import org.konsil.protocol.mls.leaf.LeafNode;
import org.konsil.protocol.mls.roster.CommitEffect;
import org.konsil.server.device.DeviceId;
import org.konsil.server.device.credential.CredentialChecker;
import org.konsil.server.messaging.Acceptance;
import org.konsil.server.messaging.ConversationExistsException;
import org.konsil.server.messaging.ConversationId;
import org.konsil.server.messaging.Envelope;
import org.konsil.server.messaging.EnvelopeBody;
import org.konsil.server.messaging.EnvelopeKind;
import org.konsil.server.messaging.MessageId;
import org.konsil.server.messaging.PastEpochException;
import org.konsil.server.messaging.ProposalRefusedException;
import org.konsil.server.messaging.UnknownConversationException;
import org.konsil.server.messaging.WrongSenderException;
import org.konsil.server.messaging.queueing.Conversation;
import org.konsil.server.messaging.queueing.ConversationLog;
import org.konsil.server.messaging.queueing.LogEntry;
import org.konsil.server.messaging.queueing.Member;
import org.konsil.server.messaging.queueing.RosterChange;
import org.konsil.server.messaging.queueing.Submitted;

/**
 * Takes what devices send. Each method is one transaction: when it returns, what it accepted is on disk; when it refuses,
 * nothing changed. A repeat is answered like the first time.
 */
@Stateless
public class Submission {

    @Inject
    ConversationLog log;

    @Inject
    CredentialChecker credentials;

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
        Optional<Conversation> repeated = log.findFounded(id, digest);
        if (repeated.isPresent() && log.findMember(id, device).isPresent()) {
            return founding(repeated.get());
        }
        LeafNode founder = GroupInfoCheck.read(id, groupInfo).requireFounding(id);
        requireOwn(device, id, founder);
        if (log.exists(id)) {
            throw new ConversationExistsException(id);
        }
        return founding(log.found(id, device, groupInfo, digest));
    }

    private static Acceptance founding(Conversation founded) {
        return new Acceptance(0, 0, founded.foundedAt());
    }

    /**
     * Puts an application message at the end of the log.
     *
     * @param bytes MLSMessage, a PrivateMessage
     * @throws UnknownConversationException if the device is no member
     * @throws PastEpochException if it was made too many epochs ago, or in one that the device was not in
     */
    public Acceptance submit(DeviceId device, ConversationId id, MessageId message, byte[] bytes) {
        MessageCheck check = MessageCheck.read(id, bytes);
        Conversation conversation = log.lock(id).orElseThrow(() -> new UnknownConversationException(id));
        Member sender = log.findMember(id, device).orElseThrow(() -> new UnknownConversationException(id));
        Optional<Acceptance> first = log.findAccepted(id, message);
        if (first.isPresent()) {
            return first.get();
        }
        check.requireEpoch(conversation, sender);
        return log.append(id, Submitted.message(message, check.epoch(), bytes));
    }

    /**
     * Ends the current epoch: commit, Welcome and GroupInfo are stored together with the new roster, or not at all.
     *
     * @throws UnknownConversationException if the device is no member
     * @throws PastEpochException if the epoch has ended or not begun; with the commit that ended it
     */
    public Acceptance commit(DeviceId device, ConversationId id, SubmittedCommit submitted) {
        CommitCheck check = CommitCheck.read(id, submitted.commit());
        Conversation conversation = log.lock(id).orElseThrow(() -> new UnknownConversationException(id));
        Member sender = log.findMember(id, device).orElseThrow(() -> new UnknownConversationException(id));
        Optional<Acceptance> first = log.findAccepted(id, submitted.message());
        if (first.isPresent()) {
            return first.get();
        }
        check.requireSender(sender.leaf());
        if (check.epoch() != conversation.epoch()) {
            throw new PastEpochException(id, winner(id, check.epoch()));
        }
        RosterChange change = requireChange(device, id, check, submitted, sender);
        return log.advance(
                id,
                Submitted.commit(submitted.message(), check.epoch(), submitted.commit(), submitted.welcome()),
                change);
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

    private RosterChange requireChange(
            DeviceId device, ConversationId id, CommitCheck check, SubmittedCommit submitted, Member sender) {
        GroupInfoCheck before = GroupInfoCheck.read(id, log.groupInfo(id));
        CommitEffect effect = check.requireEffect(before, sender.leaf(), clock.instant());
        check.requireWelcome(effect, submitted.welcome());
        check.requireGroupInfo(before, effect, GroupInfoCheck.read(id, submitted.groupInfo()));
        LeafNode renewed = check.pathLeaf();
        if (renewed != null) {
            requireOwn(device, id, renewed);
        }
        Set<Integer> removed = check.removedLeaves();
        return new RosterChange(removed, newMembers(id, effect, removed), submitted.groupInfo());
    }

    private void requireOwn(DeviceId device, ConversationId id, LeafNode leaf) {
        if (!credentials.require(leaf).id().equals(device)) {
            throw new WrongSenderException(id);
        }
    }

    private List<RosterChange.NewMember> newMembers(ConversationId id, CommitEffect effect, Set<Integer> removed) {
        Set<DeviceId> present = new HashSet<>();
        for (Member member : log.members(id)) {
            if (!removed.contains(member.leaf())) {
                present.add(member.device());
            }
        }
        List<RosterChange.NewMember> members = new ArrayList<>();
        for (KeyPackage added : effect.added()) {
            DeviceId device = credentials.require(added.leafNode()).id();
            if (!present.add(device)) {
                throw new ProposalRefusedException(id);
            }
            int leaf = leafOf(effect, added.leafNode());
            members.add(new RosterChange.NewMember(device, leaf));
        }
        return members;
    }

    private static int leafOf(CommitEffect effect, LeafNode added) {
        return effect.roster().leaves().entrySet().stream()
                .filter(entry -> entry.getValue().equals(added))
                .findFirst()
                .orElseThrow()
                .getKey();
    }
}
