package org.konsil.client.messaging;

import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.konsil.client.storage.Shelf;
import org.konsil.pki.status.VerifiedDevice;
import org.konsil.protocol.content.ledger.Finding;
import org.konsil.protocol.socket.Envelope;

/** Marks what is missing at its place in the conversation, and takes the mark away when it came (C2). */
final class Marks {

    private static final String CODE = "message-missing";
    /** So many are marked one by one. */
    private static final int MOST = 100;

    private final Records records;

    Marks(Records records) {
        this.records = records;
    }

    /**
     * What the ledger found.
     *
     * @param sender of the envelope; null for what its number alone says
     */
    void note(Step step, Envelope envelope, @Nullable VerifiedDevice sender, Iterable<Finding> findings) {
        for (Finding finding : findings) {
            note(step, envelope, sender, finding);
        }
    }

    private void note(Step step, Envelope envelope, @Nullable VerifiedDevice sender, Finding finding) {
        UUID conversation = step.conversation().id();
        if (finding instanceof Finding.EnvelopesMissing gap) {
            put(step, envelope, null, "log-" + gap.to(), 0);
        } else if (finding instanceof Finding.EnvelopesAccounted gap) {
            remove(step, id(conversation, "log-" + gap.to()));
        } else if (finding instanceof Finding.EnvelopeLate late) {
            remove(step, id(conversation, "log-" + late.seq()));
        } else if (finding instanceof Finding.ContentMissing gap) {
            long last = Math.min(gap.to(), gap.from() + MOST - 1);
            for (long counter = gap.from(); counter <= last; counter++) {
                put(step, envelope, sender, name(gap.device(), counter), counter);
            }
        } else if (finding instanceof Finding.ContentLate late) {
            remove(step, id(conversation, name(late.device(), late.counter())));
        } else if (finding instanceof Finding.ChainBroken) {
            step.addAll(Notices.FORGED.about(step.conversation(), envelope, records));
        }
    }

    /** The place in the log at which a missing content is marked. */
    OptionalLong placeOf(UUID conversation, UUID device, long counter) {
        return records.messages(conversation)
                .find(id(conversation, name(device.toString(), counter)))
                .map(Message::seq)
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    private void put(Step step, Envelope envelope, @Nullable VerifiedDevice sender, String name, long counter) {
        UUID conversation = step.conversation().id();
        Message mark = new Message(
                id(conversation, name),
                conversation,
                sender == null ? null : sender.user(),
                sender == null ? null : sender.device(),
                false,
                Message.Kind.NOTICE,
                CODE,
                envelope.getReceivedAtMillis(),
                counter,
                envelope.getSeq(),
                null,
                null,
                null);
        step.add(records.messages(conversation).put(mark.id(), mark));
        step.add(records.unshown.put(mark.id(), conversation));
    }

    private void remove(Step step, String id) {
        Shelf<Message> messages = records.messages(step.conversation().id());
        step.add(messages.remove(id));
        step.add(records.unshown.remove(id));
    }

    private static String name(String device, long counter) {
        return device + "-" + counter;
    }

    private static String id(UUID conversation, String name) {
        return CODE + "-" + conversation + "-" + name;
    }
}
