package org.konsil.client.messaging;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.konsil.client.failure.TamperedException;
import org.konsil.client.storage.Change;
import org.konsil.pki.status.VerifiedDevice;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsFormatException;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.framing.Content;
import org.konsil.protocol.mls.framing.MlsMessage;
import org.konsil.protocol.mls.framing.PublicMessage;
import org.konsil.protocol.mls.framing.Sender;
import org.konsil.protocol.mls.group.GroupEnvironment;
import org.konsil.protocol.mls.group.MlsGroup;
import org.konsil.protocol.mls.proposal.UpdatePath;
import org.konsil.protocol.mls.roster.MemberList;
import org.konsil.protocol.mls.welcome.Welcome;
import org.konsil.protocol.socket.Envelope;

/** How devices come into a group: this one by a Welcome, others by themselves. */
final class Entrance {

    private final Desk desk;
    private final KeyPackagePool pool;
    private final GroupEnvironment entering;

    Entrance(Desk desk, KeyPackagePool pool) {
        this.desk = desk;
        this.pool = pool;
        this.entering = GroupEnvironment.of(desk.policy.forEntering(), desk.environment.clock());
    }

    /** Joins by a Welcome. One that cannot be used leaves a conversation that is known and cannot be read. */
    void welcome(UUID id, Envelope envelope) {
        try {
            join(id, envelope);
        } catch (MlsValidationException | MlsFormatException | TamperedException unusable) {
            Conversation lost = Conversation.lost(id, envelope.getSeq());
            desk.giveUp(lost, Notices.LOST.about(lost, envelope, desk.records));
        }
    }

    private void join(UUID id, Envelope envelope) {
        Welcome welcome = MlsMessage.decode(envelope.getWelcome().toByteArray())
                .findWelcome()
                .orElseThrow(() -> new TamperedException("welcome-malformed"));
        KeyPackagePool.Used used = pool.find(welcome).orElseThrow(() -> new TamperedException("welcome-for-another"));
        MlsGroup group = MlsGroup.join(desk.identity(), used.keyPackage(), welcome, null, entering);
        if (!Uuids.of(group.context().groupId()).equals(id)) {
            group.close();
            throw new TamperedException("welcome-to-another-conversation");
        }
        requireListed(group);
        boolean fromStart = group.context().epoch() == 1;
        Conversation joined = Conversation.joined(id, desk.othersIn(group), envelope.getSeq());
        List<Change> changes = new ArrayList<>(used.forgetting());
        changes.addAll(Ledger.forgotten(desk.records, id));
        changes.addAll(forgetWaiting(id));
        // In the first epoch nobody has said anything yet.
        changes.add(Ledger.begun(
                desk.records,
                id,
                fromStart ? List.of() : devices(group),
                group.context().epoch()));
        desk.enter(joined, group, changes);
    }

    /** Whoever is let in again begins a chain anew: what still waits of the old one would contradict it. */
    private List<Change> forgetWaiting(UUID id) {
        Records records = desk.records;
        List<Change> changes = new ArrayList<>();
        records.outbox.all().forEach((name, waiting) -> {
            if (waiting.conversation().equals(id)) {
                changes.add(records.outbox.remove(name));
                changes.add(records.quiet.remove(name));
                records.messages(id)
                        .find(name)
                        .ifPresent(message ->
                                changes.add(records.messages(id).put(name, message.failedWith("conversation-left"))));
            }
        });
        records.sent(id)
                .all()
                .keySet()
                .forEach(counter -> changes.add(records.sent(id).remove(counter)));
        return changes;
    }

    /** The devices of a group. */
    List<UUID> devices(MlsGroup group) {
        return desk.members(group).values().stream().map(VerifiedDevice::device).toList();
    }

    /** An envelope of a conversation that is not read here; the log goes on all the same. */
    void skip(Conversation conversation, Envelope envelope) {
        desk.step(conversation.at(envelope.getSeq()), List.of());
    }

    /**
     * Looks at who comes in by themselves: a device of somebody on the member list (socket.md); whom it may put out, the policy says. What
     * it says next begins anew.
     */
    List<Change> admit(Conversation conversation, MlsGroup group, MlsMessage commit) {
        PublicMessage open = commit.findPublicMessage().orElseThrow(() -> new TamperedException("commit-not-public"));
        if (!(open.content().sender() instanceof Sender.NewMemberCommit)) {
            return List.of();
        }
        UpdatePath path = open.content().content() instanceof Content.OneCommit one
                ? one.commit().path()
                : null;
        if (path == null) {
            throw new MlsValidationException(Fault.PATH_MISSING);
        }
        VerifiedDevice joiner = desk.policy.deviceOf(path.leafNode());
        MemberList listed = MemberList.in(group.context().extensions())
                .orElseThrow(() -> new MlsValidationException(Fault.CREDENTIAL_NOT_ACCEPTED));
        if (!listed.contains(desk.uri(joiner.user()))) {
            throw new MlsValidationException(Fault.CREDENTIAL_NOT_ACCEPTED);
        }
        return List.of(Ledger.restarted(desk.records, conversation.id(), joiner.device()));
    }

    /** Whoever's device is there must be on the member list, if there is one. */
    void requireListed(MlsGroup group) {
        MemberList.in(group.context().extensions()).ifPresent(list -> {
            for (VerifiedDevice member : desk.members(group).values()) {
                if (!list.contains(desk.uri(member.user()))) {
                    throw new TamperedException("member-not-listed");
                }
            }
        });
    }
}
