package org.konsil.client.messaging;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.konsil.client.attachment.Enclosure;
import org.konsil.pki.status.VerifiedDevice;
import org.konsil.protocol.content.Content;
import org.konsil.protocol.content.ContentFormat;
import org.konsil.protocol.content.ReceivedContent;
import org.konsil.protocol.content.ledger.Finding;
import org.konsil.protocol.socket.Envelope;

/** Reads what was decrypted: asks the ledger, and makes of it what is kept. Throws {@code ContentRefusedException} for what it is not. */
final class Reader {

    private final Desk desk;
    private final Records records;
    private final Marks marks;
    private final Quiet quiet;
    private final Splits splits;
    private final Deleting deleting;
    private final Expiring expiring;
    private final Clock clock;

    Reader(Desk desk, Quiet quiet, Splits splits, Deleting deleting, Expiring expiring) {
        this.desk = desk;
        this.records = desk.records;
        this.marks = new Marks(desk.records);
        this.quiet = quiet;
        this.splits = splits;
        this.deleting = deleting;
        this.expiring = expiring;
        this.clock = desk.environment.clock();
    }

    /**
     * Who said it, in which envelope, and what the ledger knew before.
     *
     * @param step what follows from it is added here
     */
    record Said(Step step, Ledger ledger, Envelope envelope, VerifiedDevice sender) {}

    /** The number of an envelope. */
    void numbered(Step step, Envelope envelope, List<Finding> findings) {
        marks.note(step, envelope, null, findings);
        quiet.askFor(step, findings);
    }

    void read(Said said, byte[] plaintext) {
        ReceivedContent received =
                ContentFormat.read(plaintext, said.envelope().getMessageId().toByteArray());
        Content content = received.content();
        UUID device = said.sender().device();
        if (received.isInChain()) {
            take(said, received, said.ledger().content(device, received));
            return;
        }
        switch (content.getBodyCase()) {
            case HEAD ->
                note(
                        said,
                        said.ledger().head(device, content.getHead(), Instant.ofEpochMilli(content.getSentAtMillis())));
            case RESENT -> {
                ReceivedContent inner =
                        ContentFormat.read(content.getResent().getContent().toByteArray());
                take(said, inner, said.ledger().resent(device, inner));
            }
            case RESEND_REQUEST -> quiet.answer(said.step(), content.getResendRequest());
            default -> {
                // Of a later version, and outside the chain: nothing that could be missed.
            }
        }
    }

    private void note(Said said, List<Finding> findings) {
        marks.note(said.step(), said.envelope(), said.sender(), findings);
        quiet.askFor(said.step(), findings);
    }

    private void take(Said said, ReceivedContent received, List<Finding> findings) {
        note(said, findings);
        if (findings.stream().anyMatch(Finding::refusesContent)) {
            return;
        }
        Step step = said.step();
        step.move(step.conversation().livelyAt(clock.millis()));
        Content content = received.content();
        long seq = marks.placeOf(step.conversation().id(), said.sender().device(), content.getCounter())
                .orElse(said.envelope().getSeq());
        switch (content.getBodyCase()) {
            case DELETION -> deleting.take(step, said.sender(), content, seq);
            case DELETION_RECEIPT -> deleting.takeReceipt(step, said.sender(), content.getDeletionReceipt());
            case EXPIRY ->
                expiring.take(step, said.sender(), content.getExpiry().getSeconds(), said.envelope());
            case READ_RECEIPT -> {
                // Who has read it is for people: a program that sends has no use for it.
            }
            case PART -> keep(said, content, splits.take(step, said.sender(), content, seq));
            default -> keep(said, content, message(said, content, seq));
        }
    }

    /** A message keeps its first sender and its first words: the same id again is another's, or nothing new. */
    private void keep(Said said, Content content, Message message) {
        if (deleting.isErased(message)) {
            return;
        }
        Step step = said.step();
        Optional<Message> known = records.messages(message.conversation()).find(message.id());
        boolean another =
                known.isPresent() && !said.sender().user().equals(known.get().sender());
        if (another) {
            step.addAll(Notices.FORGED.about(step.conversation(), said.envelope(), records));
        } else if (known.isEmpty() || known.get().kind() == Message.Kind.INCOMPLETE) {
            step.add(records.messages(message.conversation()).put(message.id(), message));
            step.add(records.unshown.put(message.id(), message.conversation()));
            expiring.came(step, message.id(), content, said.envelope());
        }
    }

    private Message message(Said said, Content content, long seq) {
        UUID conversation = said.step().conversation().id();
        VerifiedDevice sender = said.sender();
        Enclosure enclosure = content.hasAttachment()
                ? Enclosure.of(Uuids.bytes(conversation), content.getAttachment(), sender.publicKey())
                : null;
        return new Message(
                Uuids.of(content.getMessageId()).toString(),
                conversation,
                sender.user(),
                sender.device(),
                sender.user().equals(desk.self.user()),
                kind(content),
                enclosure == null ? content.getText().getText() : enclosure.name(),
                content.getSentAtMillis(),
                content.getCounter(),
                seq,
                null,
                enclosure,
                null);
    }

    private static Message.Kind kind(Content content) {
        return switch (content.getBodyCase()) {
            case TEXT -> Message.Kind.TEXT;
            case ATTACHMENT -> Message.Kind.ATTACHMENT;
            default -> Message.Kind.UNKNOWN;
        };
    }
}
