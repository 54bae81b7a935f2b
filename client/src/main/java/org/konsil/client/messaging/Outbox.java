package org.konsil.client.messaging;

import com.google.protobuf.ByteString;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.konsil.client.attachment.Enclosure;
import org.konsil.client.attachment.Outgoing;
import org.konsil.client.failure.RefusedException;
import org.konsil.client.storage.Change;
import org.konsil.protocol.content.Content;
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
    private final Clock clock;

    Outbox(Desk desk, Asking server, Inbox inbox, Commits commits, Membership membership) {
        this.desk = desk;
        this.records = desk.records;
        this.server = server;
        this.inbox = inbox;
        this.commits = commits;
        this.membership = membership;
        this.clock = desk.environment.clock();
    }

    /** Keeps the message; it is on disk when this returns its id. */
    UUID keep(UUID conversationId, String text) {
        Content.Builder body = Content.newBuilder().setText(Text.newBuilder().setText(text));
        return keep(conversationId, body, new Shown(Message.Kind.TEXT, text, null), List.of());
    }

    /** Keeps a message about an attachment that the server has. */
    UUID keep(Outgoing sealed, List<Change> others) {
        Conversation conversation = desk.require(sealed.conversation());
        Content.Builder body =
                Content.newBuilder().setAttachment(sealed.content(Uuids.bytes(conversation.id()), desk.self));
        Shown shown = new Shown(Message.Kind.ATTACHMENT, sealed.enclosure().name(), sealed.enclosure());
        return keep(conversation.id(), body, shown, others);
    }

    /** What is kept to be shown of an own message. */
    private record Shown(
            Message.Kind kind, String text, @Nullable Enclosure enclosure) {}

    private UUID keep(UUID conversationId, Content.Builder body, Shown shown, List<Change> others) {
        Conversation conversation = desk.require(conversationId);
        UUID id = UUID.randomUUID();
        Instant now = clock.instant();
        Chain.Link link = Chain.next(conversation.own(), id, body, now);
        Message message = new Message(
                id.toString(),
                conversationId,
                desk.self.user(),
                desk.self.device(),
                true,
                shown.kind(),
                shown.text(),
                now.toEpochMilli(),
                link.end().counter(),
                null,
                null,
                shown.enclosure());
        Waiting waiting = new Waiting(id, conversationId, link.end().counter(), link.content(), null);
        List<Change> changes = new ArrayList<>(others);
        changes.add(records.messages(conversationId).put(message.id(), message));
        changes.add(records.outbox.put(message.id(), waiting));
        desk.step(conversation.with(link.end()), changes);
        return id;
    }

    /** Sends what waits. */
    void flush() {
        List<Waiting> all = records.outbox.all().values().stream()
                .sorted(Comparator.comparingLong(Waiting::counter))
                .toList();
        Set<UUID> blocked = new HashSet<>();
        for (Waiting waiting : all) {
            UUID conversation = waiting.conversation();
            if (!blocked.contains(conversation) && !send(waiting)) {
                blocked.add(conversation);
            }
        }
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
            message(waiting).ifPresent(message -> desk.step(conversation, inbox.acceptance(message, seq)));
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
        message(waiting)
                .ifPresent(message -> desk.write(List.of(
                        records.messages(waiting.conversation()).put(message.id(), message.failedWith(refused.code())),
                        records.outbox.remove(message.id()))));
        return true;
    }

    private Optional<Message> message(Waiting waiting) {
        return records.messages(waiting.conversation()).find(waiting.messageId().toString());
    }
}
