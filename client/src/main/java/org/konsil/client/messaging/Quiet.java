package org.konsil.client.messaging;

import com.google.protobuf.ByteString;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.konsil.protocol.content.Content;
import org.konsil.protocol.content.Head;
import org.konsil.protocol.content.ResendRequest;
import org.konsil.protocol.content.Resent;
import org.konsil.protocol.content.SentChain;
import org.konsil.protocol.content.ledger.Finding;

/** What devices tell each other about what is missing, and in answer to a deletion: said in the conversation, shown to nobody (C2, A6). */
final class Quiet {

    /** So many contents are sent again for one request, and so many requests are made at once. */
    private static final int MOST_AT_ONCE = 64;

    private final Desk desk;
    private final Records records;
    private final Clock clock;

    Quiet(Desk desk) {
        this.desk = desk;
        this.records = desk.records;
        this.clock = desk.environment.clock();
    }

    /** Asks for what was found missing just now. */
    void askFor(Step step, Collection<Finding> findings) {
        List<Finding.ContentMissing> missing = findings.stream()
                .filter(Finding.ContentMissing.class::isInstance)
                .map(Finding.ContentMissing.class::cast)
                .toList();
        boolean heads = findings.stream().anyMatch(Finding.EnvelopesMissing.class::isInstance);
        askFor(step, missing, heads);
    }

    /** Asks once more for all that is missing. */
    void askAgain(Step step, Ledger ledger) {
        askFor(step, ledger.missing(), ledger.asksForHeads());
    }

    private void askFor(Step step, List<Finding.ContentMissing> missing, boolean heads) {
        missing.stream()
                .limit(MOST_AT_ONCE)
                .map(gap -> ResendRequest.newBuilder()
                        .setDeviceId(Uuids.bytes(UUID.fromString(gap.device())))
                        .setFrom(gap.from())
                        .setTo(gap.to()))
                .forEach(request -> say(step, Content.newBuilder().setResendRequest(request)));
        if (heads) {
            say(step, Content.newBuilder().setResendRequest(ResendRequest.getDefaultInstance()));
        }
    }

    /** Says where this device's chain ends. */
    void head(Step step) {
        ChainEnd own = step.conversation().own();
        say(
                step,
                Content.newBuilder()
                        .setHead(Head.newBuilder().setCounter(own.counter()).setHash(ByteString.copyFrom(own.hash()))));
    }

    /** What somebody misses of this device, if it was asked. What was deleted is not there any more. */
    void answer(Step step, ResendRequest request) {
        if (request.getDeviceId().isEmpty()) {
            head(step);
        } else if (Uuids.of(request.getDeviceId()).equals(desk.self.device())) {
            Conversation conversation = step.conversation();
            long last = Math.min(
                    Math.min(request.getTo(), conversation.own().counter()), request.getFrom() + MOST_AT_ONCE - 1);
            for (long counter = request.getFrom(); counter <= last; counter++) {
                records.sent(conversation.id())
                        .find(Long.toString(counter))
                        .ifPresent(sent -> say(
                                step,
                                Content.newBuilder()
                                        .setResent(
                                                Resent.newBuilder().setContent(ByteString.copyFrom(sent.content())))));
            }
        }
    }

    /** Says something that counts in this device's chain. */
    void inChain(Step step, Content.Builder body) {
        inChain(step, UUID.randomUUID(), body);
    }

    /** The same under this message id. */
    void inChain(Step step, UUID id, Content.Builder body) {
        chain(step, id, body);
        step.add(records.quiet.put(id.toString(), step.conversation().id()));
    }

    /** The next content of this device's chain: kept to be sent, and to be sent again to whoever misses it. */
    void chain(Step step, UUID messageId, Content.Builder body) {
        Conversation conversation = step.conversation();
        OwnChain.Link link = OwnChain.next(conversation.own(), messageId, body, clock.instant());
        long counter = link.end().counter();
        step.move(conversation.with(link.end()).livelyAt(clock.millis()));
        step.add(records.outbox.put(
                messageId.toString(), new Waiting(messageId, conversation.id(), counter, link.content(), null)));
        step.add(records.sent(conversation.id()).put(Long.toString(counter), new Sent(link.content())));
    }

    private void say(Step step, Content.Builder body) {
        UUID id = UUID.randomUUID();
        UUID conversation = step.conversation().id();
        byte[] content = SentChain.outside(body, Uuids.bytes(id), clock.instant());
        step.add(records.outbox.put(id.toString(), new Waiting(id, conversation, 0, content, null)));
        step.add(records.quiet.put(id.toString(), conversation));
    }
}
