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
        Conversation joined = Conversation.joined(id, desk.othersIn(group), envelope.getSeq(), fromStart);
        List<Change> changes = new ArrayList<>(used.forgetting());
        if (!fromStart) {
            changes.addAll(forgetPeers(id));
        }
        desk.enter(joined, group, changes);
    }

    /** Who comes back may have missed what others said meanwhile; their chains begin anew for it. */
    List<Change> forgetPeers(UUID conversation) {
        return desk.records.peers.all().keySet().stream()
                .filter(name -> name.startsWith(conversation + "/"))
                .map(desk.records.peers::remove)
                .toList();
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
        return List.of(desk.records.peers.put(conversation.id() + "/" + joiner.device(), ChainEnd.RESTARTED));
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
