package org.konsil.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.client.demo.DemoPerson;
import org.konsil.protocol.socket.Acknowledge;
import org.konsil.protocol.socket.ClientFrame;
import org.konsil.protocol.socket.Envelope;
import org.konsil.protocol.socket.Problem;
import org.konsil.protocol.socket.ServerFrame;
import org.konsil.protocol.socket.SubmitMessage;
import org.konsil.support.DatabaseFaults;
import org.konsil.support.RawConversation;
import org.konsil.support.RawDevice;
import org.konsil.support.RawMls;
import org.konsil.support.RawSocket;
import org.konsil.support.RunningSystem;
import org.konsil.support.ServerHeap;

@DisplayName("More than somebody can take (C2, N1)")
class BackPressureIT {

    private static final int LARGE = 250 * 1024;
    private static final long MEBIBYTE = 1024L * 1024;
    private static final String OVERLOADED = "urn:konsil:problem:overloaded";

    private final RunningSystem system = RunningSystem.get();
    private final ServerHeap heap = new ServerHeap(system);
    private final DemoPerson anna = system.anna();

    @Test
    @DisplayName("a device that does not read gets everything when it does, and the server does not keep it in memory")
    void dropsFromMemoryWhatADeviceDoesNotRead() throws Exception {
        int count = 120;
        RawDevice device = RawDevice.enrolled(system, anna);
        UUID conversation = RawConversation.of(device, anna);
        try (RawSocket writer = device.connect(anna);
                RawSocket reader = device.connect(anna)) {
            reader.stopReading();
            long before = heap.liveBytes();
            for (int sent = 1; sent <= count; sent++) {
                assertThat(writer.ask(message(conversation, UUID.randomUUID(), LARGE))
                                .getAccepted()
                                .getSeq())
                        .isEqualTo(sent);
            }
            assertThat(heap.liveBytes() - before)
                    .as("of %s MiB that wait for the reader", count * LARGE / MEBIBYTE)
                    .isLessThan(8 * MEBIBYTE);

            reader.readOn();
            for (long seq = 1; seq <= count; seq++) {
                assertThat(reader.await(ServerFrame::hasEnvelope).getEnvelope())
                        .returns(seq, Envelope::getSeq)
                        .extracting(Envelope::getMessage)
                        .extracting(ByteString::size)
                        .satisfies(size -> assertThat(size).isGreaterThan(LARGE));
            }
            assertThat(writer.ask(ClientFrame.newBuilder()
                                    .setAcknowledge(Acknowledge.newBuilder()
                                            .setConversationId(id(conversation))
                                            .setSeq(count)))
                            .hasDone())
                    .isTrue();
        }
    }

    @Test
    @DisplayName("beyond what may wait, messages are refused at once and can be sent again; none is lost or doubled")
    void refusesEarly() throws Exception {
        List<Writer> writers = new ArrayList<>();
        try {
            for (int writer = 0; writer < 6; writer++) {
                RawDevice own = RawDevice.enrolled(system, anna);
                UUID log = RawConversation.of(own, anna);
                writers.add(new Writer(log, own.connect(anna), new HashMap<>(), new TreeSet<>(), new ArrayList<>()));
            }
            long before = heap.liveBytes();
            new DatabaseFaults(system).freeze(true);
            try {
                writers.forEach(Writer::sendAll);
                // While nothing can be written: what is refused is refused already.
                Problem early = writers.get(5).refusedFirst();
                assertThat(early.getType()).isEqualTo(OVERLOADED);
                assertThat(early.getStatus()).isEqualTo(503);
                assertThat(early.getRetryAfterSeconds()).isPositive();
                assertThat(heap.liveBytes() - before).isLessThan(100 * MEBIBYTE);
            } finally {
                new DatabaseFaults(system).freeze(false);
            }
            writers.forEach(Writer::collect);
            assertThat(writers.stream()
                            .mapToInt(writer -> writer.refused().size())
                            .sum())
                    .isBetween(1, 6 * Writer.EACH - 200);
            writers.forEach(Writer::sendRefusedAgain);
        } finally {
            writers.forEach(writer -> writer.socket().close());
        }
        assertThat(writers)
                .allSatisfy(writer -> assertThat(writer.places())
                        .hasSize(Writer.EACH)
                        .startsWith(1L)
                        .endsWith((long) Writer.EACH));
    }

    /** A device alone in its conversation, and its ledger. */
    private record Writer(
            UUID conversation, RawSocket socket, Map<Long, UUID> sent, TreeSet<Long> places, List<UUID> refused) {

        static final int EACH = 60;

        void sendAll() {
            for (int at = 0; at < EACH; at++) {
                UUID id = UUID.randomUUID();
                sent.put(socket.send(message(conversation, id, LARGE)), id);
            }
        }

        Problem refusedFirst() {
            ServerFrame frame = socket.await(ServerFrame::hasProblem);
            refused.add(sent.remove(frame.getRequest()));
            return frame.getProblem();
        }

        void collect() {
            while (!sent.isEmpty()) {
                ServerFrame answer = socket.await(frame -> frame.getRequest() != 0);
                UUID id = sent.remove(answer.getRequest());
                if (answer.hasAccepted()) {
                    assertThat(places.add(answer.getAccepted().getSeq())).isTrue();
                } else {
                    assertThat(answer.getProblem().getType()).isEqualTo(OVERLOADED);
                    refused.add(id);
                }
            }
        }

        void sendRefusedAgain() {
            for (UUID id : refused) {
                ServerFrame answer = socket.ask(message(conversation, id, LARGE));
                assertThat(answer.hasAccepted()).as("%s", answer).isTrue();
                assertThat(places.add(answer.getAccepted().getSeq())).isTrue();
            }
        }
    }

    private static ClientFrame.Builder message(UUID conversation, UUID message, int bytes) {
        return ClientFrame.newBuilder()
                .setSubmitMessage(SubmitMessage.newBuilder()
                        .setConversationId(id(conversation))
                        .setMessageId(id(message))
                        .setMessage(RawMls.message(conversation, 0, bytes)));
    }

    private static ByteString id(UUID id) {
        return ByteString.copyFrom(RawDevice.bytes(id));
    }
}
