package org.konsil.client.messaging;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.konsil.client.failure.RefusedException;
import org.konsil.client.failure.TamperedException;
import org.konsil.pki.status.VerifiedDevice;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.mls.framing.MlsMessage;
import org.konsil.protocol.mls.group.CommitPlan;
import org.konsil.protocol.mls.group.MlsGroup;
import org.konsil.protocol.mls.group.StagedCommit;
import org.konsil.protocol.mls.leaf.Extension;
import org.konsil.protocol.mls.leaf.Extensions;
import org.konsil.protocol.mls.leaf.ExternalSender;
import org.konsil.protocol.mls.proposal.Proposal;
import org.konsil.protocol.mls.roster.MemberList;
import org.konsil.protocol.socket.ClientFrame;
import org.konsil.protocol.socket.CreateConversation;
import org.konsil.protocol.socket.ServerFrame;
import org.konsil.protocol.socket.SubmitCommit;

/**
 * Makes commits and hands them in until the log has them. A commit is stored before the server hears of it; one that lost its epoch is made
 * anew for what is still open.
 */
final class Commits {

    private final Desk desk;
    private final Records records;
    private final Asking server;
    private final Colleagues colleagues;

    Commits(Desk desk, Asking server, Colleagues colleagues) {
        this.desk = desk;
        this.records = desk.records;
        this.server = server;
        this.colleagues = colleagues;
    }

    boolean isPending(UUID conversation) {
        return records.pending.find(conversation.toString()).isPresent();
    }

    /** A commit for a group, with all that the server proposed; the caller stores it. */
    PendingCommit make(MlsGroup group, Intent intent, byte @Nullable [] founding) {
        List<Proposal> proposals = new ArrayList<>();
        // Whom the server proposes to remove goes by that proposal, and cannot go twice.
        Set<Long> going = group.proposedRemovals();
        for (Map.Entry<Integer, VerifiedDevice> member : desk.members(group).entrySet()) {
            if (intent.remove().contains(member.getValue().device()) && !going.contains((long) member.getKey())) {
                proposals.add(new Proposal.Remove(member.getKey()));
            }
        }
        intent.add().forEach(keyPackage -> proposals.add(new Proposal.Add(Colleagues.read(keyPackage))));
        Extensions after = extensionsAfter(group, intent);
        if (!after.equals(group.context().extensions())) {
            proposals.add(new Proposal.GroupContextExtensions(after));
        }
        try (StagedCommit staged = group.commit(CommitPlan.of(proposals.toArray(Proposal[]::new)));
                SecretBytes saved = group.save(staged)) {
            return new PendingCommit(UUID.randomUUID(), group.context().epoch(), saved.copyBytes(), founding, intent);
        } catch (MlsValidationException e) {
            throw new TamperedException("commit-not-possible", e);
        }
    }

    private Extensions extensionsAfter(MlsGroup group, Intent intent) {
        Extensions after = group.context().extensions();
        if (!intent.list().isEmpty() || !intent.unlist().isEmpty()) {
            Set<String> people = new TreeSet<>(listed(group));
            intent.list().forEach(person -> people.add(desk.uri(person)));
            intent.unlist().forEach(person -> people.remove(desk.uri(person)));
            after = after.with(MemberList.EXTENSION, MemberList.of(people));
        }
        return withServer(after);
    }

    /** A group from before the server had this key learns it with its next commit; those before it go on for a while. */
    private Extensions withServer(Extensions extensions) {
        Optional<ExternalSender> server = desk.deliveryService();
        List<ExternalSender> known = extensions
                .find(Extension.EXTERNAL_SENDERS, ExternalSender::readList)
                .orElse(List.of());
        boolean complete = server.isEmpty()
                || known.contains(server.get())
                || extensions.find(MemberList.EXTENSION).isEmpty();
        if (complete) {
            return extensions;
        }
        List<ExternalSender> next = new ArrayList<>(known.subList(Math.max(0, known.size() - 1), known.size()));
        next.add(server.get());
        return extensions.with(Extension.EXTERNAL_SENDERS, ExternalSender.listOf(next));
    }

    /** The member list; a group from before there were lists gets one of those who are in it. */
    private List<String> listed(MlsGroup group) {
        return MemberList.in(group.context().extensions())
                .map(MemberList::users)
                .orElseGet(() -> desk.members(group).values().stream()
                        .map(member -> desk.uri(member.user()))
                        .distinct()
                        .toList());
    }

    /** Stores the commit for what is still open of this; what others have done meanwhile needs none. */
    void keep(UUID id, Intent intent) {
        MlsGroup group = desk.requireGroup(id);
        Set<UUID> devices = desk.members(group).values().stream()
                .map(VerifiedDevice::device)
                .collect(Collectors.toSet());
        List<String> listed = listed(group);
        Intent open = new Intent(
                intent.add().stream()
                        .filter(keyPackage -> !devices.contains(colleagues.deviceOf(keyPackage)))
                        .toList(),
                intent.remove().stream().filter(devices::contains).toList(),
                intent.list().stream()
                        .filter(person -> !listed.contains(desk.uri(person)))
                        .toList(),
                intent.unlist().stream()
                        .filter(person -> listed.contains(desk.uri(person)))
                        .toList());
        String name = id.toString();
        boolean nothing = open.isEmpty() && group.pendingProposals().isEmpty();
        desk.write(List.of(
                records.proposed.remove(name),
                nothing ? records.pending.remove(name) : records.pending.put(name, make(group, open, null))));
    }

    /** Makes a commit for what the server proposed, together with what this device wanted to do anyway. */
    private void takeIn(UUID id) {
        String name = id.toString();
        keep(id, records.pending.find(name).map(PendingCommit::intent).orElse(Intent.NOTHING));
    }

    /** Hands in every commit that the log does not have yet. */
    void submit() {
        records.proposed.all().keySet().stream().map(UUID::fromString).forEach(this::takeIn);
        records.pending.all().keySet().stream().map(UUID::fromString).forEach(this::submit);
    }

    private void submit(UUID id) {
        String name = id.toString();
        PendingCommit pending = records.pending.find(name).orElse(null);
        if (pending != null
                && pending.epoch() != desk.requireGroup(id).context().epoch()) {
            keep(id, pending.intent());
            pending = records.pending.find(name).orElse(null);
        }
        if (pending != null) {
            if (pending.founding() != null) {
                found(id, pending.founding());
                desk.write(List.of(records.pending.put(name, pending.founded())));
            }
            handIn(id, pending);
        }
    }

    private void found(UUID id, byte[] groupInfo) {
        try {
            server.ask(ClientFrame.newBuilder()
                    .setCreateConversation(CreateConversation.newBuilder()
                            .setConversationId(Uuids.bytes(id))
                            .setGroupInfo(ByteString.copyFrom(groupInfo))));
        } catch (RefusedException repeated) {
            // After a lost answer it exists, and the id is ours.
            if (!repeated.isConflict()) {
                throw repeated;
            }
        }
    }

    /** What is accepted comes back in the log, and is taken over there, in its place. */
    private void handIn(UUID id, PendingCommit pending) {
        try (SecretBytes saved = SecretBytes.owning(pending.staged());
                StagedCommit staged = desk.requireGroup(id).restoreStaged(saved)) {
            ServerFrame answer =
                    server.askAnything(ClientFrame.newBuilder().setSubmitCommit(submission(id, pending, staged)));
            if (answer.hasProblem()) {
                refused(id, server.refusal(answer.getProblem()));
            }
        }
    }

    private static SubmitCommit.Builder submission(UUID id, PendingCommit pending, StagedCommit staged) {
        SubmitCommit.Builder submission = SubmitCommit.newBuilder()
                .setConversationId(Uuids.bytes(id))
                .setMessageId(Uuids.bytes(pending.messageId()))
                .setCommit(ByteString.copyFrom(staged.commit().encode()))
                .setGroupInfo(
                        ByteString.copyFrom(MlsMessage.of(staged.groupInfo()).encode()));
        staged.welcome().ifPresent(welcome -> submission.setWelcome(ByteString.copyFrom(welcome.encode())));
        return submission;
    }

    private void refused(UUID id, RefusedException refused) {
        if (refused.isConflict()) {
            return; // Another commit was first: it is on its way, in its place of the log.
        }
        if (!refused.isServerFailure()) {
            desk.write(List.of(records.pending.remove(id.toString())));
        }
        throw refused;
    }
}
