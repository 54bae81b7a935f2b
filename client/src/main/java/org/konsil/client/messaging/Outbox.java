package org.konsil.client.messaging;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.konsil.client.attachment.Enclosure;
import org.konsil.client.attachment.Outgoing;
import org.konsil.client.failure.RefusedException;
import org.konsil.client.storage.Change;
import org.konsil.client.storage.Shelf;
import org.konsil.protocol.content.Attachment;
import org.konsil.protocol.content.Content;
import org.konsil.protocol.content.ContentLimits;
import org.konsil.protocol.content.Text;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.group.MlsGroup;
import org.konsil.protocol.socket.ClientFrame;
import org.konsil.protocol.socket.SubmitMessage;

/** Keeps what is to be sent and sends it, in order, until the server has it. */
final class Outbox {

    private final Desk desk;
    private final Records records;
    private final Asking server;
    private final Inbox inbox;
    private final Commits commits;
    private final Membership membership;
    private final Quiet quiet;
    private final Splits splits;
    private final Expiring expiring;
    private final Clock clock;

    /** How contents are made. */
    record Making(Quiet quiet, Splits splits, Expiring expiring) {}

    Outbox(Desk desk, Asking server, Inbox inbox, Commits commits, Membership membership, Making making) {
        this.desk = desk;
        this.records = desk.records;
        this.server = server;
        this.inbox = inbox;
        this.commits = commits;
        this.membership = membership;
        this.quiet = making.quiet();
        this.splits = making.splits();
        this.expiring = making.expiring();
        this.clock = desk.environment.clock();
    }

    /** Keeps the message; it is on disk when this returns its id. A long one goes in parts. */
    UUID keep(UUID conversation, String text) {
        Step step = new Step(desk.require(conversation));
        UUID id = UUID.randomUUID();
        if (text.getBytes(StandardCharsets.UTF_8).length > ContentLimits.MAX_TEXT_BYTES) {
            splits.say(step, id, text);
        } else {
            Content.Builder said =
                    Content.newBuilder().setText(Text.newBuilder().setText(text));
            quiet.chain(step, id, expiring.stamp(step, said));
        }
        return keep(step, id, Message.Kind.TEXT, text, null);
    }

    /** Keeps a message about an attachment that the server has, in one step with these changes. */
    UUID keep(Outgoing sealed, List<Change> others) {
        Step step = new Step(desk.require(sealed.conversation()));
        step.addAll(others);
        UUID id = UUID.randomUUID();
        Attachment said = sealed.content(Uuids.bytes(sealed.conversation()), desk.self);
        quiet.chain(step, id, expiring.stamp(step, Content.newBuilder().setAttachment(said)));
        return keep(step, id, Message.Kind.ATTACHMENT, sealed.enclosure().name(), sealed.enclosure());
    }

    private UUID keep(Step step, UUID id, Message.Kind kind, String text, @Nullable Enclosure enclosure) {
        Conversation conversation = step.conversation();
        Message message = new Message(
                id.toString(),
                conversation.id(),
                desk.self.user(),
                desk.self.device(),
                true,
                kind,
                text,
                clock.millis(),
                conversation.own().counter(),
                null,
                null,
                enclosure,
                null);
        step.add(records.messages(conversation.id()).put(message.id(), message));
        expiring.said(step, id);
        desk.step(conversation, step.changes());
        return id;
    }

    /** Sends what waits. */
    void flush() {
        List<Waiting> all = records.outbox.all().values().stream()
                .sorted(Comparator.comparingLong(Outbox::turn))
                .toList();
        Set<UUID> blocked = new HashSet<>();
        for (Waiting waiting : all) {
            UUID conversation = waiting.conversation();
            if (!blocked.contains(conversation) && !send(waiting)) {
                blocked.add(conversation);
            }
        }
    }

    /** What stands outside the chain comes last: a head before what it speaks of would be a false alarm. */
    private static long turn(Waiting waiting) {
        return waiting.counter() == 0 ? Long.MAX_VALUE : waiting.counter();
    }

    /** Whether the server has it, or never will; false if later messages have to wait. */
    private boolean send(Waiting waiting) {
        Conversation conversation = desk.require(waiting.conversation());
        if (conversation.standing() != Standing.ACTIVE
                || commits.isPending(conversation.id())
                || !membership.isClean(conversation.id())) {
            return false;
        }
        Waiting.Sealed sealed = seal(conversation, waiting);
        SubmitMessage.Builder submission = SubmitMessage.newBuilder()
                .setConversationId(Uuids.bytes(conversation.id()))
                .setMessageId(Uuids.bytes(waiting.messageId()))
                .setMessage(ByteString.copyFrom(sealed.message()));
        try {
            long seq = server.ask(ClientFrame.newBuilder().setSubmitMessage(submission))
                    .getAccepted()
                    .getSeq();
            desk.step(conversation, inbox.acceptance(conversation.id(), waiting.messageId(), seq));
            return true;
        } catch (RefusedException refused) {
            return refused(waiting, refused);
        }
    }

    /** Encrypts for the epoch that is now; the group's keys go on in the same step, before anything is sent. */
    private Waiting.Sealed seal(Conversation conversation, Waiting waiting) {
        MlsGroup group = desk.requireGroup(conversation.id());
        long epoch = group.context().epoch();
        Waiting.Sealed before = waiting.sealed();
        if (before != null && before.epoch() == epoch) {
            return before;
        }
        Waiting.Sealed sealed = new Waiting.Sealed(
                epoch, group.seal(waiting.content(), Bytes.EMPTY).encode());
        desk.step(
                conversation,
                group,
                List.of(records.outbox.put(waiting.messageId().toString(), waiting.with(sealed))));
        return sealed;
    }

    private boolean refused(Waiting waiting, RefusedException refused) {
        if (refused.isServerFailure()) {
            throw refused;
        }
        if (refused.isConflict()) {
            // A newer epoch is on its way; it is encrypted again when that has arrived.
            return false;
        }
        Shelf<Message> messages = records.messages(waiting.conversation());
        String id = waiting.messageId().toString();
        List<Change> changes = new ArrayList<>(List.of(records.quiet.remove(id), records.outbox.remove(id)));
        messages.find(id).ifPresent(message -> changes.add(messages.put(id, message.failedWith(refused.code()))));
        desk.write(changes);
        return true;
    }
}
