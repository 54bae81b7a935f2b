package org.konsil.client.messaging;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.konsil.client.failure.TamperedException;
import org.konsil.client.storage.Change;
import org.konsil.client.storage.Shelf;
import org.konsil.pki.status.VerifiedDevice;
import org.konsil.protocol.content.ContentFault;
import org.konsil.protocol.content.ContentRefusedException;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsFormatException;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.mls.framing.MlsMessage;
import org.konsil.protocol.mls.group.MlsGroup;
import org.konsil.protocol.mls.group.Received;
import org.konsil.protocol.socket.Delivered;
import org.konsil.protocol.socket.Envelope;

/**
 * Takes in what the server's log brings, one envelope at a time, each in one step with its cursor and with what it says about the
 * others (C2). What cannot be read is said, not swallowed. A server that knows of a later acknowledgement shows that the store is older
 * than this device's last act: then its keys are given up at once, since they may have been used.
 */
final class Inbox {

    private final Desk desk;
    private final Records records;
    private final Entrance entrance;
    private final Listing listing;
    private final Reader reader;

    Inbox(Desk desk, Entrance entrance, Listing listing, Reader reader) {
        this.desk = desk;
        this.records = desk.records;
        this.entrance = entrance;
        this.listing = listing;
        this.reader = reader;
    }

    /** Takes one envelope. When it returns, the envelope is kept and can be acknowledged. */
    void take(Envelope envelope) {
        UUID id = Uuids.of(envelope.getConversationId());
        Optional<Conversation> known = desk.find(id);
        boolean readable = known.isPresent() && known.get().standing() == Standing.ACTIVE;
        if (readable) {
            takeReadable(known.get(), envelope);
        } else if (known.isPresent() && envelope.getSeq() <= known.get().cursor()) {
            return;
        } else if (envelope.hasWelcome()) {
            entrance.welcome(id, envelope);
        } else if (known.isEmpty()) {
            lose(new Step(Conversation.lost(id, envelope.getSeq())), envelope);
        } else {
            entrance.skip(known.get(), envelope);
        }
    }

    private void takeReadable(Conversation conversation, Envelope envelope) {
        Ledger ledger = new Ledger(records, conversation);
        if (ledger.has(envelope.getSeq())) {
            return;
        }
        Step step = new Step(conversation.at(envelope.getSeq()));
        if (envelope.getSeq() > conversation.cursor() + 1 && listing.knowsMoreThan(conversation)) {
            lose(step, envelope);
            return;
        }
        reader.numbered(step, envelope, ledger.envelope(envelope.getSeq(), () -> peers(conversation.id())));
        takeNext(step, ledger, envelope);
    }

    private Collection<String> peers(UUID conversation) {
        return devices(desk.requireGroup(conversation)).stream()
                .filter(device -> !device.equals(desk.self.device()))
                .map(UUID::toString)
                .toList();
    }

    /** What every device has; a server that says more of this one than it knows talks to an older store. */
    void delivered(Delivered delivered) {
        desk.find(Uuids.of(delivered.getConversationId())).ifPresent(conversation -> {
            if (delivered.getSeq() > conversation.cursor() && conversation.standing() == Standing.ACTIVE) {
                lose(
                        new Step(conversation),
                        Envelope.newBuilder().setSeq(conversation.cursor() + 1).build());
            } else if (delivered.getSeq() > conversation.delivered()) {
                desk.step(conversation.deliveredUpTo(delivered.getSeq()), List.of());
            }
        });
    }

    private void lose(Step step, Envelope envelope) {
        Conversation lost = step.conversation().with(Standing.LOST);
        step.addAll(Notices.LOST.about(lost, envelope, records));
        desk.giveUp(lost, step.changes());
    }

    private void takeNext(Step step, Ledger ledger, Envelope envelope) {
        try {
            switch (envelope.getBodyCase()) {
                case COMMIT -> takeCommit(step, ledger, envelope);
                case MESSAGE -> takeMessage(step, ledger, envelope);
                case PROPOSAL -> takeProposal(step, ledger, envelope);
                default -> throw new TamperedException("envelope-of-unknown-kind");
            }
        } catch (MlsValidationException | MlsFormatException | TamperedException unreadable) {
            // After a commit the group went on without this device; after a message of its own that its store does not
            // know, too.
            if (envelope.hasCommit() || isOutdated(unreadable)) {
                lose(step, envelope);
            } else {
                if (!isFromBefore(step.conversation(), envelope)) {
                    step.addAll(Notices.UNREADABLE.about(step.conversation(), envelope, records));
                }
                step.addAll(ledger.changes());
                desk.step(step.conversation(), step.changes());
            }
        }
    }

    /** What was sealed before this device came in, and overtaken by the commit that let it in, is not for it. */
    private boolean isFromBefore(Conversation conversation, Envelope envelope) {
        return envelope.getEpoch()
                < records.sinceBefore
                        .find(conversation.id().toString())
                        .orElse(SinceBefore.NOBODY)
                        .epoch();
    }

    private static boolean isOutdated(RuntimeException refused) {
        return refused instanceof MlsValidationException fault && fault.fault() == Fault.STATE_OUTDATED;
    }

    private void takeCommit(Step step, Ledger ledger, Envelope envelope) {
        UUID conversation = step.conversation().id();
        MlsGroup group = desk.requireGroup(conversation);
        Set<UUID> before = devices(group);
        PendingCommit pending = records.pending.find(conversation.toString()).orElse(null);
        if (pending != null && pending.messageId().equals(Uuids.of(envelope.getMessageId()))) {
            try (SecretBytes staged = SecretBytes.owning(pending.staged())) {
                group.accept(group.restoreStaged(staged));
            }
            step.add(records.pending.remove(conversation.toString()));
            step.addAll(Ledger.letIn(records, conversation, without(devices(group), before)));
        } else {
            MlsMessage commit = MlsMessage.decode(envelope.getCommit().toByteArray());
            List<Change> restarted = entrance.admit(step.conversation(), group, commit);
            group.receive(commit);
            if (group.isOver()) {
                Conversation left = step.conversation().with(Standing.LEFT);
                step.addAll(Notices.LEFT.about(left, envelope, records));
                desk.giveUp(left, step.changes());
                return;
            }
            entrance.requireListed(group);
            step.addAll(
                    restarted.isEmpty()
                            ? Ledger.letIn(records, conversation, without(devices(group), before))
                            : restarted);
        }
        step.add(records.proposed.remove(conversation.toString()));
        step.addAll(ledger.changes());
        desk.step(step.conversation().with(desk.othersIn(group)), group, step.changes());
    }

    /**
     * The server proposes to remove a device; the next commit does it, and until then nothing is sealed. Whom it concerns itself comes
     * in anew, since nobody commits their own removal (RFC 9420, section 12.2).
     */
    private void takeProposal(Step step, Ledger ledger, Envelope envelope) {
        UUID id = step.conversation().id();
        MlsGroup group = desk.requireGroup(id);
        MlsMessage message = MlsMessage.decode(envelope.getProposal().toByteArray());
        long leaf = Proposals.requireRemoval(group, message, desk.policy);
        if (leaf == group.ownLeaf()) {
            lose(step, envelope);
            return;
        }
        group.receive(message);
        step.addAll(ledger.changes());
        step.add(records.proposed.put(id.toString(), group.context().epoch()));
        desk.step(step.conversation(), group, step.changes());
    }

    private static Set<UUID> without(Set<UUID> some, Set<UUID> others) {
        return some.stream().filter(one -> !others.contains(one)).collect(Collectors.toSet());
    }

    private Set<UUID> devices(MlsGroup group) {
        return desk.members(group).values().stream().map(VerifiedDevice::device).collect(Collectors.toSet());
    }

    private void takeMessage(Step step, Ledger ledger, Envelope envelope) {
        UUID id = Uuids.of(envelope.getMessageId());
        if (records.outbox.find(id.toString()).isPresent() || isOwn(step.conversation(), id)) {
            step.addAll(acceptance(step.conversation().id(), id, envelope.getSeq()));
            step.add(records.quiet.remove(id.toString()));
            step.addAll(ledger.changes());
            desk.step(step.conversation(), step.changes());
            return;
        }
        MlsGroup group = desk.requireGroup(step.conversation().id());
        Received received =
                group.receive(MlsMessage.decode(envelope.getMessage().toByteArray()));
        if (!(received instanceof Received.Application application)) {
            throw new TamperedException("message-of-unknown-kind");
        }
        VerifiedDevice sender = desk.policy.deviceOf(application.senderLeaf());
        try {
            reader.read(
                    new Reader.Said(step, ledger, envelope, sender),
                    application.content().toArray());
        } catch (ContentRefusedException refused) {
            boolean forged =
                    refused.fault() == ContentFault.SIGNATURE_INVALID || refused.fault() == ContentFault.PART_FORGED;
            Notices notice = forged ? Notices.FORGED : Notices.UNREADABLE;
            step.addAll(notice.about(step.conversation(), envelope, records));
        } catch (TamperedException unreadable) {
            step.addAll(Notices.UNREADABLE.about(step.conversation(), envelope, records));
        }
        // Its key is used, whatever was in it.
        step.addAll(ledger.changes());
        desk.step(step.conversation(), group, step.changes());
    }

    private boolean isOwn(Conversation conversation, UUID id) {
        return records.quiet.find(id.toString()).isPresent()
                || records.messages(conversation.id())
                        .find(id.toString())
                        .filter(message -> desk.self.device().equals(message.device()))
                        .isPresent();
    }

    /** What this device said has its place in the log and is sent no more. What is shown to nobody is known until it comes back. */
    List<Change> acceptance(UUID conversation, UUID id, long seq) {
        Shelf<Message> messages = records.messages(conversation);
        List<Change> changes = new ArrayList<>();
        messages.find(id.toString()).ifPresent(message -> changes.add(messages.put(message.id(), message.at(seq))));
        changes.add(records.outbox.remove(id.toString()));
        return changes;
    }
}
