package org.konsil.client.messaging;

import com.google.protobuf.ByteString;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.konsil.client.failure.RefusedException;
import org.konsil.pki.status.VerifiedDevice;
import org.konsil.protocol.content.Content;
import org.konsil.protocol.content.ContentSignature;
import org.konsil.protocol.content.DeletionReceipt;

/** Delete for all (A6): what was written goes here and, when that arrives there, on every device; each answers, signed. */
final class Deleting {

    private static final int CONFLICT = 409;

    private final Desk desk;
    private final Records records;
    private final Quiet quiet;
    private final Splits splits;
    private final Clock clock;

    Deleting(Desk desk, Quiet quiet, Splits splits) {
        this.desk = desk;
        this.records = desk.records;
        this.quiet = quiet;
        this.splits = splits;
        this.clock = desk.environment.clock();
    }

    /** A message that can be deleted for all: of this device's owner, and in the log. */
    Message require(UUID conversation, UUID id) {
        return records.messages(conversation)
                .find(id.toString())
                .filter(message -> message.own() && message.seq() != null)
                .filter(message -> message.kind() != Message.Kind.NOTICE)
                // Another device of the same person may have deleted it, and is told who answered.
                .filter(message -> message.kind() != Message.Kind.DELETED
                        || records.deletions.find(message.id()).isPresent())
                .orElseThrow(() -> new RefusedException("not-deletable", CONFLICT));
    }

    /** Deletes it here and says so to all. The same again changes nothing. */
    void forAll(Step step, UUID id) {
        Message message = require(step.conversation().id(), id);
        if (message.kind() == Message.Kind.DELETED) {
            return;
        }
        remove(step, message);
        step.add(records.deletions.put(message.id(), asking(step)));
        quiet.inChain(
                step,
                Content.newBuilder()
                        .setDeletion(org.konsil.protocol.content.Deletion.newBuilder()
                                .setMessageId(Uuids.bytes(id))));
    }

    /** Deletes everything that the owner has said here and says so to all; the id under which they answer. */
    UUID everythingForAll(Step step) {
        UUID conversation = step.conversation().id();
        long seq = step.conversation().cursor();
        Deletion asking = asking(step);
        erase(step, desk.self.user(), seq);
        UUID id = UUID.randomUUID();
        quiet.inChain(
                step,
                id,
                Content.newBuilder()
                        .setDeletion(org.konsil.protocol.content.Deletion.newBuilder()
                                .setEverything(true)));
        Message mark = tombstone(conversation, id, desk.self.user(), desk.self.device(), seq);
        step.add(records.messages(conversation).put(mark.id(), mark));
        step.add(records.deletions.put(mark.id(), asking));
        return id;
    }

    /** All other devices. */
    private Deletion asking(Step step) {
        List<Member> askedOf = desk
                .members(desk.requireGroup(step.conversation().id()))
                .values()
                .stream()
                .filter(device -> !device.device().equals(desk.self.device()))
                .map(device -> new Member(device.user(), device.device(), false))
                .toList();
        return new Deletion(askedOf, Map.of());
    }

    /** All of a person up to there goes, and what comes late of it is not kept. */
    private void erase(Step step, UUID person, long seq) {
        UUID conversation = step.conversation().id();
        Erased erased = erased(conversation).with(person, seq);
        step.add(records.erased.put(conversation.toString(), erased));
        records.messages(conversation).all().values().stream()
                .filter(message -> message.kind() != Message.Kind.NOTICE && erased.covers(message))
                .forEach(message -> forget(step, message));
    }

    /** Somebody deletes what they wrote: it goes here, whether it came already or comes later, and this device says so. */
    void take(Step step, VerifiedDevice sender, Content content, long seq) {
        if (content.getDeletion().getEverything()) {
            takeEverything(step, sender, content.getMessageId(), seq);
        } else {
            takeOne(step, sender, content.getDeletion().getMessageId(), seq);
        }
    }

    /** All that the person said before goes; in place of it stands that it was deleted. */
    private void takeEverything(Step step, VerifiedDevice sender, ByteString id, long seq) {
        UUID conversation = step.conversation().id();
        erase(step, sender.user(), seq);
        Message mark = tombstone(conversation, Uuids.of(id), sender.user(), sender.device(), seq);
        step.add(records.messages(conversation).put(mark.id(), mark));
        step.add(records.unshown.put(mark.id(), conversation));
        answer(step, id);
    }

    /** Whether its sender has deleted everything since. */
    boolean isErased(Message message) {
        return erased(message.conversation()).covers(message);
    }

    private Erased erased(UUID conversation) {
        return records.erased.find(conversation.toString()).orElse(Erased.NOBODY);
    }

    private void takeOne(Step step, VerifiedDevice sender, ByteString messageId, long seq) {
        UUID id = Uuids.of(messageId);
        Optional<Message> known = records.messages(step.conversation().id()).find(id.toString());
        if (known.isPresent() && !sender.user().equals(known.get().sender())) {
            return;
        }
        if (known.isPresent()) {
            remove(step, known.get());
            step.add(records.unshown.put(id.toString(), step.conversation().id()));
        } else {
            remove(step, tombstone(step.conversation().id(), id, sender.user(), sender.device(), seq));
        }
        answer(step, messageId);
    }

    private void answer(Step step, ByteString messageId) {
        DeletionReceipt.Builder receipt =
                DeletionReceipt.newBuilder().setMessageId(messageId).setDeletedAtMillis(clock.millis());
        ContentSignature signature = ContentSignature.ofDeletion(
                Uuids.bytes(step.conversation().id()), Uuids.bytes(desk.self.device()), receipt.buildPartial());
        receipt.setSignature(signature.sign(desk.self.keys().getPrivate()));
        quiet.inChain(step, Content.newBuilder().setDeletionReceipt(receipt));
    }

    /** A device says that it holds nothing of the message any more; throws unless it signed that itself. */
    void takeReceipt(Step step, VerifiedDevice sender, DeletionReceipt receipt) {
        ContentSignature.ofDeletion(Uuids.bytes(step.conversation().id()), Uuids.bytes(sender.device()), receipt)
                .requireBy(sender.publicKey(), receipt.getSignature());
        String id = Uuids.of(receipt.getMessageId()).toString();
        records.deletions
                .find(id)
                .map(known -> known.answered(sender.device(), Instant.ofEpochMilli(receipt.getDeletedAtMillis())))
                .ifPresent(answered -> step.add(records.deletions.put(id, answered)));
    }

    /** Only that it was there is left. */
    private void remove(Step step, Message message) {
        removeBeside(step, message);
        step.add(records.messages(message.conversation()).put(message.id(), message.deleted()));
    }

    /** Nothing of it is left. */
    void forget(Step step, Message message) {
        removeBeside(step, message);
        step.add(records.messages(message.conversation()).remove(message.id()));
        step.add(records.unshown.remove(message.id()));
    }

    /** What this device sent of it is not sent again to whoever missed it. */
    private void removeBeside(Step step, Message message) {
        UUID conversation = step.conversation().id();
        step.add(records.expiries.remove(message.id()));
        if (message.kind() == Message.Kind.INCOMPLETE) {
            splits.forget(step, UUID.fromString(message.id()));
        }
        if (desk.self.device().equals(message.device())) {
            long first = message.counter() - Splits.contentsOf(message.text()) + 1;
            for (long counter = first; counter <= message.counter(); counter++) {
                step.add(records.sent(conversation).remove(Long.toString(counter)));
            }
        }
    }

    private Message tombstone(UUID conversation, UUID id, UUID user, UUID device, long seq) {
        return new Message(
                id.toString(),
                conversation,
                user,
                device,
                user.equals(desk.self.user()),
                Message.Kind.DELETED,
                "",
                0,
                0,
                seq,
                null,
                null,
                null);
    }
}
