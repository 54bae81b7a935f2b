package org.konsil.client.messaging;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.konsil.pki.status.VerifiedDevice;
import org.konsil.protocol.content.Content;
import org.konsil.protocol.socket.Envelope;

/** Messages that expire (A6): each says itself when; every device forgets it then, without being told. */
final class Expiring {

    /** The server tells the minute in which a message arrived. */
    private static final long MINUTE_MILLIS = 60_000;

    private final Records records;
    private final Quiet quiet;
    private final Clock clock;

    Expiring(Desk desk, Quiet quiet) {
        this.records = desk.records;
        this.quiet = quiet;
        this.clock = desk.environment.clock();
    }

    /** From now on what is said in the conversation expires so long after it was sent; 0: never. The others are told. */
    void set(Step step, int seconds) {
        UUID conversation = step.conversation().id();
        step.add(records.agreedExpiry.put(conversation.toString(), seconds));
        quiet.inChain(
                step,
                Content.newBuilder()
                        .setExpiry(
                                org.konsil.protocol.content.Expiry.newBuilder().setSeconds(seconds)));
    }

    /** Somebody set it. */
    void take(Step step, VerifiedDevice sender, int seconds, Envelope envelope) {
        UUID conversation = step.conversation().id();
        step.add(records.agreedExpiry.put(conversation.toString(), seconds));
        String id = "expiry-" + conversation + "-" + envelope.getSeq();
        Message notice = new Message(
                id,
                conversation,
                sender.user(),
                sender.device(),
                false,
                Message.Kind.NOTICE,
                "expiry-" + seconds,
                envelope.getReceivedAtMillis(),
                0,
                envelope.getSeq(),
                null,
                null,
                null);
        step.add(records.messages(conversation).put(id, notice));
        step.add(records.unshown.put(id, conversation));
    }

    /** Something that is to be said, with what is usual in the conversation. */
    Content.Builder stamp(Step step, Content.Builder said) {
        return said.setExpiresAfterSeconds(agreed(step.conversation().id()).orElse(0));
    }

    /** What was just said is noted. */
    void said(Step step, UUID message) {
        agreed(step.conversation().id()).ifPresent(seconds -> note(step, message.toString(), clock.millis(), seconds));
    }

    /** A message has come: it is noted when it goes, and a device that came later learns what is usual here. */
    void came(Step step, String message, Content content, Envelope envelope) {
        UUID conversation = step.conversation().id();
        int seconds = content.getExpiresAfterSeconds();
        if (agreed(conversation).isEmpty()) {
            step.add(records.agreedExpiry.put(conversation.toString(), seconds));
        }
        // A sender's clock that is ahead lengthens nothing.
        long sentAt = Math.min(content.getSentAtMillis(), envelope.getReceivedAtMillis() + MINUTE_MILLIS);
        note(step, message, sentAt, seconds);
    }

    private void note(Step step, String message, long sentAtMillis, int seconds) {
        if (seconds > 0) {
            Expiry expiry = new Expiry(step.conversation().id(), sentAtMillis + seconds * 1000L);
            step.add(records.expiries.put(message, expiry));
        }
    }

    private Optional<Integer> agreed(UUID conversation) {
        return records.agreedExpiry.find(conversation.toString());
    }

    /** Messages whose time is up, but for those that the server does not have yet. */
    List<Message> due() {
        long now = clock.millis();
        return records.expiries.all().entrySet().stream()
                .filter(one -> one.getValue().atMillis() <= now)
                .map(this::find)
                .flatMap(Optional::stream)
                .filter(message -> !message.own() || message.seq() != null || message.failed() != null)
                .toList();
    }

    private Optional<Message> find(Map.Entry<String, Expiry> due) {
        return records.messages(due.getValue().conversation()).find(due.getKey());
    }
}
