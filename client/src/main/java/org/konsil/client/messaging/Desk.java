package org.konsil.client.messaging;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.konsil.client.failure.LockedException;
import org.konsil.client.failure.TamperedException;
import org.konsil.client.identity.HospitalPolicy;
import org.konsil.client.identity.OwnDevice;
import org.konsil.client.storage.Change;
import org.konsil.client.storage.SealedStore;
import org.konsil.pki.status.VerifiedDevice;
import org.konsil.protocol.mls.MlsFormatException;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.mls.group.ArchiveChange;
import org.konsil.protocol.mls.group.GroupArchive;
import org.konsil.protocol.mls.group.GroupEnvironment;
import org.konsil.protocol.mls.group.Identity;
import org.konsil.protocol.mls.group.MlsGroup;
import org.konsil.protocol.mls.leaf.ExternalSender;
import org.konsil.protocol.mls.leaf.LeafNode;

/**
 * Conversations and their groups, in memory and in the store. A step writes everything that belongs together at once: a group that
 * went on, the message that came of it, the cursor. Only one thread at a time may call.
 */
final class Desk {

    final Records records;
    final OwnDevice self;
    final HospitalPolicy policy;
    final GroupEnvironment environment;

    private final SealedStore store;
    private final Identity identity;
    private final Map<UUID, Conversation> conversations = new LinkedHashMap<>();
    private final Map<UUID, MlsGroup> groups = new HashMap<>();
    private List<byte[]> deliveryService = List.of();

    Desk(SealedStore store, OwnDevice self, HospitalPolicy policy, GroupEnvironment environment) {
        this.store = store;
        this.self = self;
        this.identity = self.identity();
        this.policy = policy;
        this.environment = environment;
        this.records = new Records(store);
        Map<String, People> people = records.people.all();
        records.conversations
                .all()
                .forEach((id, one) -> conversations.put(
                        one.id(), one.with(people.getOrDefault(id, People.NONE).others())));
    }

    Identity identity() {
        return identity;
    }

    /** The server says with which key it proposes removals: its certificate and its CA's, DER. */
    void served(List<byte[]> chain) {
        deliveryService = List.copyOf(chain);
    }

    /** That key as groups list it; nothing if this server has none, or was not asked yet. */
    Optional<ExternalSender> deliveryService() {
        return deliveryService.isEmpty() ? Optional.empty() : Optional.of(policy.deliveryService(deliveryService));
    }

    Collection<Conversation> conversations() {
        return List.copyOf(conversations.values());
    }

    Optional<Conversation> find(UUID id) {
        return Optional.ofNullable(conversations.get(id));
    }

    Conversation require(UUID id) {
        return find(id).orElseThrow(() -> new LockedException("conversation-unknown"));
    }

    /** The group of an active conversation. */
    MlsGroup requireGroup(UUID id) {
        if (require(id).standing() != Standing.ACTIVE) {
            throw new LockedException("conversation-not-active");
        }
        return groups.computeIfAbsent(id, this::restore);
    }

    private MlsGroup restore(UUID id) {
        SortedMap<String, SecretBytes> parts = new TreeMap<>();
        store.all(shelf(id)).forEach((name, part) -> parts.put(name, SecretBytes.owning(part)));
        try (GroupArchive archive = new GroupArchive(parts)) {
            return archive.restore(identity, environment);
        } catch (MlsValidationException | MlsFormatException e) {
            throw new TamperedException("group-damaged", e);
        }
    }

    /** Whether what is stored of the group can be used. */
    boolean isUsable(UUID id) {
        try {
            requireGroup(id);
            return true;
        } catch (TamperedException damaged) {
            return false;
        }
    }

    private static String shelf(UUID id) {
        return "group/" + id;
    }

    /** Who is at the leaves of a group, by leaf. */
    Map<Integer, VerifiedDevice> members(MlsGroup group) {
        Map<Integer, VerifiedDevice> members = new LinkedHashMap<>();
        for (Map.Entry<Integer, LeafNode> leaf : group.roster().leaves().entrySet()) {
            members.put(leaf.getKey(), policy.deviceOf(leaf.getValue()));
        }
        return members;
    }

    /** A person as member lists name them. */
    String uri(UUID user) {
        return "im:" + user + "@" + policy.domain();
    }

    /** The people of a group but the owner of this device. */
    List<UUID> othersIn(MlsGroup group) {
        return members(group).values().stream()
                .map(VerifiedDevice::user)
                .filter(user -> !user.equals(self.user()))
                .distinct()
                .toList();
    }

    /** A step that changes no group. */
    void step(Conversation next, List<Change> others) {
        List<Change> changes = new ArrayList<>(others);
        String id = next.id().toString();
        changes.add(records.conversations.put(id, next.with(List.of())));
        Conversation before = conversations.get(next.id());
        if (before == null || !before.others().equals(next.others())) {
            changes.add(records.people.put(id, new People(next.others())));
        }
        write(changes);
        conversations.put(next.id(), next);
    }

    /** A step of the conversation's group: what changed of it is written, which for a message does not grow with the group. */
    void step(Conversation next, MlsGroup group, List<Change> others) {
        List<Change> changes = new ArrayList<>(others);
        try (ArchiveChange changed = group.changes()) {
            changed.put().forEach((name, part) -> changes.add(new Change(shelf(next.id()), name, part.copyBytes())));
            changed.gone().forEach(name -> changes.add(new Change(shelf(next.id()), name, null)));
        }
        step(next, changes);
    }

    /** A step by which a group is begun or entered, in place of what was there; from then on it lives under the usual policy. */
    void enter(Conversation next, MlsGroup group, List<Change> others) {
        List<Change> changes = new ArrayList<>(others);
        changes.addAll(forgetting(next.id()));
        try (group;
                GroupArchive archive = group.save()) {
            archive.parts().forEach((name, part) -> changes.add(new Change(shelf(next.id()), name, part.copyBytes())));
        }
        drop(next.id());
        step(next, changes);
    }

    /** A step by which the conversation's keys are given up: they are not to be used again. */
    void giveUp(Conversation next, List<Change> others) {
        List<Change> changes = new ArrayList<>(others);
        changes.addAll(forgetting(next.id()));
        changes.add(records.pending.remove(next.id().toString()));
        changes.add(records.proposed.remove(next.id().toString()));
        drop(next.id());
        step(next, changes);
    }

    private List<Change> forgetting(UUID id) {
        return store.all(shelf(id)).keySet().stream()
                .map(name -> new Change(shelf(id), name, null))
                .toList();
    }

    private void drop(UUID id) {
        MlsGroup gone = groups.remove(id);
        if (gone != null) {
            gone.close();
        }
    }

    /** A step that concerns no conversation. */
    void write(List<Change> changes) {
        store.write(changes);
    }

    Optional<byte[]> findRaw(String shelf, String id) {
        return store.find(shelf, id);
    }
}
