package org.konsil.client.messaging;

import com.google.protobuf.ByteString;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.konsil.client.failure.RefusedException;
import org.konsil.client.failure.TamperedException;
import org.konsil.client.storage.Change;
import org.konsil.pki.status.VerifiedDevice;
import org.konsil.protocol.mls.MlsFormatException;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.framing.MlsMessage;
import org.konsil.protocol.mls.group.ExternalJoin;
import org.konsil.protocol.mls.group.GroupEnvironment;
import org.konsil.protocol.mls.group.MlsGroup;
import org.konsil.protocol.mls.leaf.Extension;
import org.konsil.protocol.mls.leaf.LeafNode;
import org.konsil.protocol.mls.roster.MemberList;
import org.konsil.protocol.mls.roster.Roster;
import org.konsil.protocol.mls.tree.TreeNodes;
import org.konsil.protocol.mls.welcome.GroupInfo;
import org.konsil.protocol.socket.ClientFrame;
import org.konsil.protocol.socket.FetchGroup;
import org.konsil.protocol.socket.ListedConversation;
import org.konsil.protocol.socket.SubmitCommit;

/**
 * Brings this device into the conversations that its owner is listed in and that it cannot read: lost, or new among its owner's
 * devices (socket.md, "Coming back"; RFC 9420, section 12.4.3.2). The commit is not stored: whoever is stopped between sending it
 * and the answer finds its leaf in the group and replaces it, and nothing was sealed in between.
 */
final class Rejoining {

    private static final int NOT_FOUND = 404;
    private static final int MOST_TRIES = 5;

    private final Desk desk;
    private final Asking server;
    private final Entrance entrance;
    private final Listing listing;
    private final GroupEnvironment entering;
    private final Clock clock;

    Rejoining(Desk desk, Asking server, Entrance entrance, Listing listing) {
        this.desk = desk;
        this.server = server;
        this.entrance = entrance;
        this.listing = listing;
        this.clock = desk.environment.clock();
        this.entering = GroupEnvironment.of(desk.policy.forEntering(), clock);
    }

    /** Asks the server where this device belongs, and marks what it does not have. */
    void look() {
        listing.all().forEach(this::compare);
    }

    private void compare(ListedConversation one) {
        UUID id = Uuids.of(one.getConversationId());
        Optional<Conversation> known = desk.find(id);
        boolean unknown = known.isEmpty() && (!one.getMember() || one.getWelcomed());
        boolean letIn = known.isPresent() && known.get().standing() == Standing.LEFT && !one.getMember();
        if (unknown || letIn) {
            desk.giveUp(known.orElse(Conversation.lost(id, 0)).with(Standing.LOST), List.of());
        } else if (known.isPresent() && known.get().isActive() && mustNotGoOn(known.get(), one)) {
            Conversation lost = known.get().with(Standing.LOST);
            desk.giveUp(lost, Notices.LOST.at(lost, lost.cursor() + 1, clock.millis(), desk.records));
        }
    }

    /** Whether this store is older than what the device has done, or damaged: its keys may be used, or are gone. */
    private boolean mustNotGoOn(Conversation known, ListedConversation one) {
        return one.getAcknowledged() > known.cursor() || !desk.isUsable(known.id());
    }

    /** Comes back into every lost conversation. */
    void comeBack() {
        for (Conversation conversation : desk.conversations()) {
            if (conversation.standing() == Standing.LOST) {
                comeBack(conversation);
            }
        }
    }

    private void comeBack(Conversation conversation) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            try {
                join(desk.require(conversation.id()));
                return;
            } catch (RefusedException refused) {
                if (refused.status() == NOT_FOUND) {
                    // Its owner is not on the list any more.
                    desk.step(conversation.with(Standing.LEFT), List.of());
                    return;
                }
                if (!refused.isConflict()) {
                    throw refused;
                }
                // Another commit was first; the group is fetched again.
            }
        }
    }

    private void join(Conversation lost) {
        GroupInfo info = fetch(lost.id());
        try (ExternalJoin joining = MlsGroup.joinExternally(desk.identity(), info, null, ownLeaf(info), entering)) {
            long seq = server.ask(ClientFrame.newBuilder()
                            .setSubmitCommit(SubmitCommit.newBuilder()
                                    .setConversationId(Uuids.bytes(lost.id()))
                                    .setMessageId(Uuids.bytes(UUID.randomUUID()))
                                    .setCommit(
                                            ByteString.copyFrom(joining.commit().encode()))
                                    .setGroupInfo(ByteString.copyFrom(
                                            MlsMessage.of(joining.groupInfo()).encode()))))
                    .getAccepted()
                    .getSeq();
            enter(lost, joining.enter(), seq);
        } catch (MlsValidationException | MlsFormatException e) {
            throw new TamperedException("group-unusable", e);
        }
    }

    private void enter(Conversation lost, MlsGroup group, long seq) {
        Conversation back = lost.back(desk.othersIn(group), seq);
        // What the others said since they were last heard is missing, and asked for; of whom nothing is known, nothing
        // is.
        List<Change> changes = new ArrayList<>();
        changes.add(Ledger.begun(
                desk.records,
                lost.id(),
                entrance.devices(group),
                group.context().epoch()));
        changes.add(desk.records.gaps.remove(lost.id().toString()));
        changes.addAll(Notices.REJOINED.at(back, seq, clock.millis(), desk.records));
        desk.enter(back, group, changes);
    }

    private GroupInfo fetch(UUID id) {
        byte[] current = server.ask(ClientFrame.newBuilder()
                        .setFetchGroup(FetchGroup.newBuilder().setConversationId(Uuids.bytes(id))))
                .getCurrentGroup()
                .getGroupInfo()
                .toByteArray();
        try {
            GroupInfo info = MlsMessage.decode(current)
                    .findGroupInfo()
                    .orElseThrow(() -> new TamperedException("group-unusable"));
            boolean listed = MemberList.in(info.groupContext().extensions())
                    .filter(list -> list.contains(desk.uri(desk.self.user())))
                    .isPresent();
            if (!listed || !Uuids.of(info.groupContext().groupId()).equals(id)) {
                throw new TamperedException("group-unusable");
            }
            return info;
        } catch (MlsFormatException e) {
            throw new TamperedException("group-unusable", e);
        }
    }

    /** The leaf that this device had, and which it replaces. */
    private @org.jspecify.annotations.Nullable Long ownLeaf(GroupInfo info) {
        Roster roster = Roster.of(info.extensions()
                .find(Extension.RATCHET_TREE, TreeNodes::read)
                .orElseThrow(() -> new TamperedException("group-unusable")));
        for (Map.Entry<Integer, LeafNode> leaf : roster.leaves().entrySet()) {
            VerifiedDevice device = desk.policy.deviceOf(leaf.getValue());
            if (device.device().equals(desk.self.device())) {
                return (long) leaf.getKey();
            }
        }
        return null;
    }
}
