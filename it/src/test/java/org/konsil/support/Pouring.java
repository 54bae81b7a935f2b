package org.konsil.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.konsil.client.bench.ledger.DeliveryLedger;
import org.konsil.client.demo.DemoPerson;
import org.konsil.protocol.socket.Acknowledge;
import org.konsil.protocol.socket.ClientFrame;
import org.konsil.protocol.socket.Envelope;
import org.konsil.protocol.socket.ServerFrame;
import org.konsil.protocol.socket.SubmitMessage;

/** A device alone in its conversation that sends without waiting for answers, and what became of it. */
public final class Pouring implements AutoCloseable {

    private final DeliveryLedger ledger;
    private final UUID conversation;
    private final UUID sender;
    private final UUID reader = UUID.randomUUID();
    private final ByteString message;
    private final RawSocket socket;
    private final TreeMap<Long, UUID> unanswered = new TreeMap<>();
    private final Map<String, Integer> refusals = new HashMap<>();
    private long accepted;
    private long shown;
    private boolean overtaken;

    private Pouring(DeliveryLedger ledger, RawDevice device, UUID conversation, RawSocket socket, int bytes) {
        this.ledger = ledger;
        this.conversation = conversation;
        this.sender = device.id();
        this.socket = socket;
        this.message = RawMls.message(conversation, 0, bytes);
        ledger.expect(conversation, List.of(reader));
    }

    /** Enrols a device of this person, and connects it. */
    public static Pouring of(RunningSystem system, DemoPerson person, DeliveryLedger ledger, int bytes) {
        RawDevice device = RawDevice.enrolled(system, person);
        UUID conversation = RawConversation.of(device, person);
        return new Pouring(ledger, device, conversation, device.connect(person), bytes);
    }

    /** Sends one more. */
    public void send() {
        UUID id = UUID.randomUUID();
        ledger.sent(conversation, sender, id, Arrays.hashCode(message.toByteArray()));
        unanswered.put(
                socket.send(ClientFrame.newBuilder()
                        .setSubmitMessage(SubmitMessage.newBuilder()
                                .setConversationId(ByteString.copyFrom(RawDevice.bytes(conversation)))
                                .setMessageId(ByteString.copyFrom(RawDevice.bytes(id)))
                                .setMessage(message))),
                id);
    }

    /** Takes what comes until everything is answered, and what was accepted is there. */
    public void settle() {
        while (!unanswered.isEmpty() || shown < accepted) {
            ServerFrame frame = socket.await(one -> one.getRequest() != 0 || one.hasEnvelope());
            if (frame.hasEnvelope()) {
                show(frame.getEnvelope());
            } else {
                answer(frame);
            }
        }
    }

    private void show(Envelope envelope) {
        if (envelope.hasMessage()) {
            shown++;
            ledger.shown(
                    reader,
                    conversation,
                    RawDevice.uuid(envelope.getMessageId()),
                    Arrays.hashCode(envelope.getMessage().toByteArray()));
        }
    }

    private void answer(ServerFrame frame) {
        UUID id = unanswered.remove(frame.getRequest());
        assertThat(id).as("%s", frame).isNotNull();
        if (frame.hasAccepted()) {
            accepted++;
            ledger.acknowledged(id);
        } else {
            // What was sent before still waits to be written: nobody waited in line to be refused.
            overtaken |= !unanswered.headMap(frame.getRequest()).isEmpty();
            refusals.merge(frame.getProblem().getType(), 1, Integer::sum);
        }
    }

    /** Acknowledges all that came, so that the server need not keep it. */
    public void acknowledge() {
        ServerFrame answer = socket.ask(ClientFrame.newBuilder()
                .setAcknowledge(Acknowledge.newBuilder()
                        .setConversationId(ByteString.copyFrom(RawDevice.bytes(conversation)))
                        .setSeq(shown)));
        assertThat(answer.hasDone()).as("%s", answer).isTrue();
    }

    /** Why messages were refused, and how often. */
    public Map<String, Integer> refusals() {
        return refusals;
    }

    /** Whether a refusal came before the answer to something sent earlier. */
    public boolean isOvertaken() {
        return overtaken;
    }

    @Override
    public void close() {
        socket.close();
    }
}
