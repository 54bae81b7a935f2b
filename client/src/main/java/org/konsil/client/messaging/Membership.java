package org.konsil.client.messaging;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.konsil.client.failure.LockedException;
import org.konsil.pki.status.VerifiedDevice;
import org.konsil.protocol.mls.framing.MlsMessage;
import org.konsil.protocol.mls.group.MlsGroup;
import org.konsil.protocol.mls.leaf.Extension;
import org.konsil.protocol.mls.leaf.Extensions;
import org.konsil.protocol.mls.leaf.ExternalSender;
import org.konsil.protocol.mls.roster.MemberList;

/** Begins conversations and changes who is in them. What is wanted is stored; {@link Commits} hands it in. */
final class Membership {

    private final Desk desk;
    private final Commits commits;
    private final Colleagues colleagues;
    private final Map<UUID, Looked> looked = new HashMap<>();

    /** When it was last looked who is in a conversation: in which epoch, with which list. */
    private record Looked(long epoch, BigInteger list) {}

    Membership(Desk desk, Commits commits, Colleagues colleagues) {
        this.desk = desk;
        this.commits = commits;
        this.colleagues = colleagues;
    }

    /** A new conversation with all devices of these people, and the own other ones. */
    UUID begin(List<UUID> people) {
        List<byte[]> add = new ArrayList<>();
        for (UUID person : people) {
            add.addAll(colleagues.requireReachable(person));
        }
        if (!people.contains(desk.self.user())) {
            add.addAll(colleagues.claim(desk.self.user()));
        }
        UUID id = UUID.randomUUID();
        MlsGroup group = MlsGroup.create(desk.identity(), Uuids.mls(id), listing(people), desk.environment);
        byte[] founding = MlsMessage.of(group.groupInfo(true)).encode();
        PendingCommit pending = commits.make(group, Intent.adding(add, List.of()), founding);
        desk.enter(Conversation.begun(id, people), group, List.of(desk.records.pending.put(id.toString(), pending)));
        return id;
    }

    private Extensions listing(List<UUID> people) {
        Set<String> all = new HashSet<>(people.stream().map(desk::uri).toList());
        all.add(desk.uri(desk.self.user()));
        Extensions listed = Extensions.NONE.with(MemberList.EXTENSION, MemberList.of(all));
        return desk.deliveryService()
                .map(server -> listed.with(Extension.EXTERNAL_SENDERS, ExternalSender.listOf(List.of(server))))
                .orElse(listed);
    }

    /** Lets in all devices of a person that are not in yet. */
    void add(UUID conversation, UUID person) {
        requireSettled(conversation);
        commits.keep(conversation, Intent.adding(colleagues.requireReachable(person), List.of(person)));
    }

    /** Puts out all devices of a person. */
    void remove(UUID conversation, UUID person) {
        requireSettled(conversation);
        MlsGroup group = desk.requireGroup(conversation);
        List<UUID> devices = desk.members(group).values().stream()
                .filter(member -> member.user().equals(person))
                .map(VerifiedDevice::device)
                .toList();
        boolean listed = MemberList.in(group.context().extensions())
                .filter(list -> list.contains(desk.uri(person)))
                .isPresent();
        if (devices.isEmpty() && !listed) {
            throw new LockedException("person-not-in-conversation");
        }
        commits.keep(conversation, Intent.removing(devices, List.of(person)));
    }

    private void requireSettled(UUID conversation) {
        if (commits.isPending(conversation)) {
            throw new LockedException("change-pending");
        }
    }

    /**
     * Whether only devices in good standing would read what is sealed now. Others are put out first, by a commit of this device
     * (DESIGN: clients look at the revocation list themselves). Asked for each message, answered anew for each epoch and list.
     */
    boolean isClean(UUID id) {
        MlsGroup group = desk.requireGroup(id);
        Looked now = new Looked(group.context().epoch(), desk.policy.revocationsVersion());
        if (now.equals(looked.get(id))) {
            return true;
        }
        List<UUID> revoked = desk.members(group).values().stream()
                .filter(desk.policy::isRevoked)
                .map(VerifiedDevice::device)
                .toList();
        if (!revoked.isEmpty()) {
            commits.keep(id, Intent.removing(revoked, List.of()));
            return false;
        }
        looked.put(id, now);
        return true;
    }
}
