package org.konsil.server.messaging.submission;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.mls.leaf.Extensions;
import org.konsil.protocol.mls.leaf.KeyPackage;
import org.konsil.protocol.mls.leaf.LeafNode;
import org.konsil.protocol.mls.roster.CommitEffect;
import org.konsil.protocol.mls.roster.MemberList;
import org.konsil.server.device.DeviceId;
import org.konsil.server.device.RegisteredDevice;
import org.konsil.server.device.credential.CredentialChecker;
import org.konsil.server.device.enrolment.DeviceRegister;
import org.konsil.server.directory.UserId;
import org.konsil.server.messaging.ConversationId;
import org.konsil.server.messaging.MemberListRefusedException;
import org.konsil.server.messaging.ProposalRefusedException;
import org.konsil.server.messaging.WrongSenderException;
import org.konsil.server.messaging.queueing.ConversationLog;
import org.konsil.server.messaging.queueing.Member;
import org.konsil.server.messaging.queueing.RosterChange;
import org.konsil.server.messaging.signing.DeliveryKeys;
import org.konsil.server.platform.HospitalSettings;

/** Whose the leaves of a group are: certified devices, each once, of people who are on the group's list. */
@Dependent
class RosterCheck {

    @Inject
    ConversationLog log;

    @Inject
    CredentialChecker credentials;

    @Inject
    DeviceRegister devices;

    @Inject
    HospitalSettings hospital;

    @Inject
    DeliveryKeys keys;

    @Inject
    Clock clock;

    /**
     * The people on a new conversation's list, its founder among them.
     *
     * @throws WrongSenderException if the leaf is another device's
     */
    Set<UserId> requireFounding(DeviceId device, ConversationId id, GroupInfoCheck founding) {
        LeafNode leaf = founding.requireFounding(id);
        UserId owner = requireOwn(device, id, leaf).owner();
        Set<UserId> people = listed(id).require(founding.info().groupContext().extensions());
        requireListed(id, Set.of(owner), people);
        return people;
    }

    /** What the commit does, after everything that can be checked of it was. */
    RosterChange requireChange(Committer by, ConversationId id, CommitCheck check, SubmittedCommit submitted) {
        GroupInfoCheck before = GroupInfoCheck.read(id, log.groupInfo(id));
        CommitEffect effect = check.requireEffect(before, clock.instant());
        check.requireWelcome(effect, submitted.welcome());
        check.requireGroupInfo(before, effect, GroupInfoCheck.read(id, submitted.groupInfo()));
        LeafNode renewed = check.pathLeaf();
        if (renewed != null) {
            requireOwn(by.device(), id, renewed);
        }
        Set<Integer> removed = check.removedLeaves();
        if (effect.external()) {
            requireOwnLeaf(by, id, removed);
        }
        Arrivals arrivals = arrivals(by, id, effect, removed);
        Set<UserId> people = changedPeople(id, before, effect, arrivals);
        return new RosterChange(removed, arrivals.members(), people, submitted.groupInfo());
    }

    /** A device that comes by itself takes the place of its own former leaf, and of no other. */
    private static void requireOwnLeaf(Committer by, ConversationId id, Set<Integer> removed) {
        Member former = by.member();
        if (!removed.equals(former == null ? Set.of() : Set.of(former.leaf()))) {
            throw new ProposalRefusedException(id);
        }
    }

    private Arrivals arrivals(Committer by, ConversationId id, CommitEffect effect, Set<Integer> removed) {
        Arrivals arrivals = new Arrivals(new ArrayList<>(), new HashSet<>(), new HashSet<>());
        for (Member member : log.members(id)) {
            if (!removed.contains(member.leaf())) {
                arrivals.present().add(member.device());
            }
        }
        if (effect.external()) {
            arrivals.take(id, by.device(), by.owner(), effect.committer());
        }
        for (KeyPackage added : effect.added()) {
            RegisteredDevice device = credentials.require(added.leafNode());
            arrivals.take(id, device.id(), device.owner(), leafOf(effect, added.leafNode()));
        }
        devices.holdInService(
                arrivals.members().stream().map(RosterChange.NewMember::device).toList());
        return arrivals;
    }

    private static int leafOf(CommitEffect effect, LeafNode added) {
        return effect.roster().leaves().entrySet().stream()
                .filter(entry -> entry.getValue().equals(added))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    /** The new list, if the commit changes it; everybody whose device is there must be on the list that counts afterwards. */
    private @Nullable Set<UserId> changedPeople(
            ConversationId id, GroupInfoCheck before, CommitEffect effect, Arrivals arrivals) {
        Extensions changed = effect.extensions();
        if (changed != null) {
            Set<UserId> people =
                    listed(id).requireAfter(before.info().groupContext().extensions(), changed);
            requireListed(id, devices.owners(arrivals.present()), people);
            return people;
        }
        Extensions same = before.info().groupContext().extensions();
        // A group from before there were lists takes whom its members add, until one of them gives it a list.
        if (MemberList.in(same).isPresent()) {
            requireListed(id, arrivals.owners(), listed(id).require(same));
        }
        return null;
    }

    private ListedPeople listed(ConversationId id) {
        return new ListedPeople(id, hospital.domain(), keys::areOurs);
    }

    private static void requireListed(ConversationId id, Set<UserId> owners, Set<UserId> people) {
        if (!people.containsAll(owners)) {
            throw new MemberListRefusedException(id);
        }
    }

    private RegisteredDevice requireOwn(DeviceId device, ConversationId id, LeafNode leaf) {
        RegisteredDevice holder = credentials.require(leaf);
        if (!holder.id().equals(device)) {
            throw new WrongSenderException(id);
        }
        return holder;
    }

    /**
     * Those who come in by a commit.
     *
     * @param members each with its leaf
     * @param owners whose they are
     * @param present all devices that are there afterwards
     */
    private record Arrivals(List<RosterChange.NewMember> members, Set<UserId> owners, Set<DeviceId> present) {

        void take(ConversationId id, DeviceId device, UserId owner, int leaf) {
            if (!present.add(device)) {
                throw new ProposalRefusedException(id);
            }
            owners.add(owner);
            members.add(new RosterChange.NewMember(device, leaf));
        }
    }
}
