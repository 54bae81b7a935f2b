package org.konsil.client.messaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.konsil.client.attachment.Enclosure;
import org.konsil.client.failure.TamperedException;
import org.konsil.client.storage.Change;
import org.konsil.pki.status.VerifiedDevice;
import org.konsil.protocol.content.Content;
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
 * Takes in what the server's log brings, one envelope at a time, each in one step with its cursor. What cannot be read is said,
 * not swallowed. A log that goes on behind what the store knows shows that the store is older than this device's last act: then
 * its keys are given up at once, since they may have been used.
 */
final class Inbox {

    private final Desk desk;
    private final Records records;
    private final Entrance entrance;

    Inbox(Desk desk, Entrance entrance) {
        this.desk = desk;
        this.records = desk.records;
        this.entrance = entrance;
    }

    /** Takes one envelope. When it returns, the envelope is kept and can be acknowledged. */
    void take(Envelope envelope) {
        UUID id = Uuids.of(envelope.getConversationId());
        Optional<Conversation> known = desk.find(id);
        if (known.isPresent() && envelope.getSeq() <= known.get().cursor()) {
            return;
        }
        boolean readable = known.isPresent() && known.get().standing() == Standing.ACTIVE;
        if (envelope.hasWelcome() && !readable) {
            entrance.welcome(id, envelope);
        } else if (known.isEmpty()) {
            lose(Conversation.lost(id, envelope.getSeq()), envelope);
        } else if (!readable) {
            entrance.skip(known.get(), envelope);
        } else if (envelope.getSeq() > known.get().cursor() + 1) {
            lose(known.get().at(envelope.getSeq()), envelope);
        } else {
            takeNext(known.get().at(envelope.getSeq()), envelope);
        }
    }

    /** What every device has; a server that says more of this one than it knows talks to an older store. */
    void delivered(Delivered delivered) {
        desk.find(Uuids.of(delivered.getConversationId())).ifPresent(conversation -> {
            if (delivered.getSeq() > conversation.cursor() && conversation.standing() == Standing.ACTIVE) {
                lose(
                        conversation,
                        Envelope.newBuilder().setSeq(conversation.cursor() + 1).build());
            } else if (delivered.getSeq() > conversation.delivered()) {
                desk.step(conversation.deliveredUpTo(delivered.getSeq()), List.of());
            }
        });
    }

    private void lose(Conversation conversation, Envelope envelope) {
        Conversation lost = conversation.with(Standing.LOST);
        desk.giveUp(lost, Notices.LOST.about(lost, envelope, records));
    }

    private void takeNext(Conversation conversation, Envelope envelope) {
        try {
            switch (envelope.getBodyCase()) {
                case COMMIT -> takeCommit(conversation, envelope);
                case MESSAGE -> takeMessage(conversation, envelope);
                default -> throw new TamperedException("envelope-of-unknown-kind");
            }
        } catch (MlsValidationException | MlsFormatException | TamperedException unreadable) {
            // After a commit the group went on without this device; after a message of its own that its store does not
            // know, too.
            if (envelope.hasCommit() || isOutdated(unreadable)) {
                lose(conversation, envelope);
            } else {
                desk.step(conversation, Notices.UNREADABLE.about(conversation, envelope, records));
            }
        }
    }

    private static boolean isOutdated(RuntimeException refused) {
        return refused instanceof MlsValidationException fault && fault.fault() == Fault.STATE_OUTDATED;
    }

    private void takeCommit(Conversation conversation, Envelope envelope) {
        String id = conversation.id().toString();
        MlsGroup group = desk.requireGroup(conversation.id());
        PendingCommit pending = records.pending.find(id).orElse(null);
        if (pending != null && pending.messageId().equals(Uuids.of(envelope.getMessageId()))) {
            try (SecretBytes staged = SecretBytes.owning(pending.staged())) {
                group.accept(group.restoreStaged(staged));
            }
            Conversation next = conversation.with(desk.othersIn(group));
            desk.step(next, group, List.of(records.pending.remove(id)));
            return;
        }
        MlsMessage commit = MlsMessage.decode(envelope.getCommit().toByteArray());
        List<Change> restarted = entrance.admit(conversation, group, commit);
        group.receive(commit);
        if (group.isOver()) {
            Conversation left = conversation.with(Standing.LEFT);
            desk.giveUp(left, Notices.LEFT.about(left, envelope, records));
        } else {
            entrance.requireListed(group);
            desk.step(conversation.with(desk.othersIn(group)), group, restarted);
        }
    }

    private void takeMessage(Conversation conversation, Envelope envelope) {
        UUID id = Uuids.of(envelope.getMessageId());
        Optional<Message> own =
                records.messages(conversation.id()).find(id.toString()).filter(Message::own);
        if (own.isPresent()) {
            desk.step(conversation, acceptance(own.get(), envelope.getSeq()));
            return;
        }
        MlsGroup group = desk.requireGroup(conversation.id());
        Received received =
                group.receive(MlsMessage.decode(envelope.getMessage().toByteArray()));
        if (!(received instanceof Received.Application application)) {
            throw new TamperedException("message-of-unknown-kind");
        }
        keep(conversation, envelope, group, application);
    }

    private void keep(Conversation conversation, Envelope envelope, MlsGroup group, Received.Application application) {
        VerifiedDevice sender = desk.policy.deviceOf(application.senderLeaf());
        String peer = conversation.id() + "/" + sender.device();
        List<Change> changes = new ArrayList<>();
        try {
            Chain.Read read = Chain.read(
                    application.content().toArray(),
                    envelope.getMessageId(),
                    records.peers.find(peer).orElse(null),
                    !conversation.fromStart());
            if (read.broken()) {
                changes.addAll(Notices.MISSING.about(conversation, envelope, records));
            }
            if (read.isChained()) {
                Message message = message(conversation.id(), envelope, read.content(), sender);
                changes.add(records.messages(conversation.id()).put(message.id(), message));
                changes.add(records.unshown.put(message.id(), conversation.id()));
                changes.add(records.peers.put(peer, read.end()));
            }
        } catch (ContentRefusedException forged) {
            changes.addAll(Notices.FORGED.about(conversation, envelope, records));
        } catch (TamperedException unreadable) {
            changes.addAll(Notices.UNREADABLE.about(conversation, envelope, records));
        }
        // Its key is used, whatever was in it.
        desk.step(conversation, group, changes);
    }

    /** An own message has its place in the log and is sent no more. */
    List<Change> acceptance(Message message, long seq) {
        return List.of(
                records.messages(message.conversation()).put(message.id(), message.at(seq)),
                records.outbox.remove(message.id()));
    }

    private Message message(UUID conversation, Envelope envelope, Content content, VerifiedDevice sender) {
        Enclosure enclosure = content.hasAttachment()
                ? Enclosure.of(Uuids.bytes(conversation), content.getAttachment(), sender.publicKey())
                : null;
        return new Message(
                Uuids.of(envelope.getMessageId()).toString(),
                conversation,
                sender.user(),
                sender.device(),
                sender.user().equals(desk.self.user()),
                kind(content),
                enclosure == null ? content.getText().getText() : enclosure.name(),
                content.getSentAtMillis(),
                content.getCounter(),
                envelope.getSeq(),
                null,
                enclosure);
    }

    private static Message.Kind kind(Content content) {
        return switch (content.getBodyCase()) {
            case TEXT -> Message.Kind.TEXT;
            case ATTACHMENT -> Message.Kind.ATTACHMENT;
            default -> Message.Kind.UNKNOWN;
        };
    }
}
