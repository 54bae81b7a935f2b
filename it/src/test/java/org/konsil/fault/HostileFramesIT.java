package org.konsil.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.client.bench.ledger.Verdict;
import org.konsil.client.demo.DemoPerson;
import org.konsil.protocol.socket.ClientFrame;
import org.konsil.protocol.socket.Envelope;
import org.konsil.protocol.socket.ServerFrame;
import org.konsil.protocol.socket.SubmitMessage;
import org.konsil.support.AccountedTraffic;
import org.konsil.support.RawConversation;
import org.konsil.support.RawDevice;
import org.konsil.support.RawMls;
import org.konsil.support.RawSocket;
import org.konsil.support.RawWebSocket;
import org.konsil.support.RunningSystem;

@DisplayName("Garbage, replayed, truncated and oversized frames come among other people's messages (C1, C2, N1)")
class HostileFramesIT {

    private static final int PAIRS = 4;
    private static final int EACH = 20;
    private static final int NOISES = 4;
    private static final int MEBIBYTE = 1024 * 1024;
    private static final int MALFORMED = 4400;
    private static final int NO_SESSION = 4401;
    private static final int TOO_LARGE = 1009;
    private static final List<OptionalInt> TOO_MUCH =
            List.of(OptionalInt.of(MALFORMED), OptionalInt.of(TOO_LARGE), OptionalInt.empty());

    private final RunningSystem system = RunningSystem.get();
    private final DemoPerson eve = system.anna();
    private final RawDevice device = RawDevice.enrolled(system, eve);
    private final UUID conversation = RawConversation.of(device, eve);

    private interface Attack {
        void run() throws IOException;
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Boolean.getBoolean("konsil.full") ? 20 : 1);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName("whoever sent them is put out each time, and the others notice nothing")
    void disturbsNobody(long seed) throws IOException, InterruptedException {
        Random random = new Random(seed);
        List<Attack> attacks = List.of(
                () -> garbage(random),
                this::wholeSessionReplayed,
                () -> truncated(random),
                this::frameReplayed,
                this::oversized,
                this::foreignConversation,
                () -> brokenWebSocket(random));
        try (AccountedTraffic traffic = AccountedTraffic.begin(system, PAIRS)) {
            long expected = 0;
            for (Attack attack : attacks) {
                traffic.send(EACH);
                expected += (long) PAIRS * EACH;
                attack.run();
            }
            Verdict verdict = traffic.awaitAll(expected);

            assertThat(verdict.isClean()).as(verdict.line()).isTrue();
            assertThat(traffic.refusals()).isEmpty();
            assertThat(traffic.breaks())
                    .as("connections of the others that broke")
                    .isZero();
        }
    }

    private void garbage(Random random) {
        for (int at = 0; at < NOISES; at++) {
            byte[] bytes = new byte[1 + random.nextInt(64 * 1024)];
            random.nextBytes(bytes);
            putOut(MALFORMED, bytes);
        }
    }

    /** Everything that a device said is said again by somebody who listened. */
    private void wholeSessionReplayed() {
        String token = system.token(eve, "openid");
        UUID message = UUID.randomUUID();
        List<byte[]> recorded = new ArrayList<>();
        long seq;
        try (RawSocket first = system.socket()) {
            ClientFrame.Builder hello = device.helloFrame(first, token, device.id(), device.key());
            recorded.add(hello.setRequest(1).build().toByteArray());
            recorded.add(submission(message).setRequest(2).build().toByteArray());
            recorded.forEach(first::sendBytes);
            seq = first.await(ServerFrame::hasAccepted).getAccepted().getSeq();
        }
        try (RawSocket second = system.socket()) {
            second.await(ServerFrame::hasChallenge);
            second.sendBytes(recorded.get(0));
            assertThat(second.await(ServerFrame::hasProblem).getProblem().getType())
                    .isEqualTo("urn:konsil:problem:session-proof-refused");
            assertThat(second.awaitClose()).isEqualTo(NO_SESSION);
        }
        try (RawSocket third = system.socket()) {
            third.await(ServerFrame::hasChallenge);
            third.sendBytes(recorded.get(1));
            assertThat(third.awaitClose()).isEqualTo(NO_SESSION);
        }
        assertThat(placesOf(message)).containsExactly(seq);
    }

    /** Where the owner of the conversation finds the message in its log. */
    private List<Long> placesOf(UUID message) {
        try (RawSocket owner = device.connect(eve)) {
            List<Long> places = new ArrayList<>();
            ServerFrame frame = owner.await(HostileFramesIT::isDelivery);
            while (frame.hasEnvelope()) {
                Envelope envelope = frame.getEnvelope();
                if (envelope.getMessageId().equals(id(message))) {
                    places.add(envelope.getSeq());
                }
                frame = owner.await(HostileFramesIT::isDelivery);
            }
            return places;
        }
    }

    private static boolean isDelivery(ServerFrame frame) {
        return frame.hasEnvelope() || frame.hasDelivered();
    }

    /** Cut anywhere but at its end, a frame is none. */
    private void truncated(Random random) {
        byte[] whole =
                submission(UUID.randomUUID()).setRequest(1_000_000).build().toByteArray();
        for (int at = 0; at < NOISES; at++) {
            putOut(MALFORMED, Arrays.copyOf(whole, random.nextInt(whole.length)));
        }
    }

    private void frameReplayed() {
        byte[] frame =
                submission(UUID.randomUUID()).setRequest(1_000_000).build().toByteArray();
        try (RawSocket socket = device.connect(eve)) {
            assertThat(socket.sendUntilClosed(frame, frame)).isIn(OptionalInt.of(MALFORMED), OptionalInt.empty());
        }
    }

    private void oversized() {
        try (RawSocket socket = device.connect(eve)) {
            assertThat(socket.sendUntilClosed(new byte[MEBIBYTE + 1])).isIn(TOO_MUCH);
        }
        try (RawSocket socket = system.socket()) {
            assertThat(socket.sendUntilClosed(new byte[MEBIBYTE])).isIn(TOO_MUCH);
        }
    }

    /** What was heard of one conversation is no key to it. */
    private void foreignConversation() {
        RawDevice other = RawDevice.enrolled(system, eve);
        try (RawSocket socket = other.connect(eve)) {
            assertThat(socket.ask(submission(UUID.randomUUID())).getProblem().getType())
                    .isEqualTo("urn:konsil:problem:unknown-conversation");
        }
    }

    /** Below the frames: not masked, of a kind that is reserved, longer than anything, in pieces without an end, and noise. */
    private void brokenWebSocket(Random random) throws IOException {
        byte[] noise = new byte[4096];
        random.nextBytes(noise);
        noise[0] = (byte) 0xf3; // reserved bits and a reserved kind: no noise that could be a frame
        List<byte[]> broken = List.of(
                new byte[] {(byte) 0x82, 0x01, 0x00},
                new byte[] {(byte) 0x8b, (byte) 0x80, 0, 0, 0, 0},
                new byte[] {(byte) 0x82, (byte) 0xff, 0x7f, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0},
                new byte[] {(byte) 0x80, (byte) 0x80, 0, 0, 0, 0},
                noise);
        for (byte[] bytes : broken) {
            try (RawWebSocket socket = new RawWebSocket(system)) {
                socket.write(bytes);
                socket.awaitEnd();
            }
        }
        try (RawWebSocket socket = new RawWebSocket(system)) {
            socket.write((byte) 0x02, (byte) 0x80, (byte) 0, (byte) 0, (byte) 0, (byte) 0);
            socket.awaitEnd(); // no session within five seconds
        }
    }

    /** Sends this in a session of its own, and is closed with this code. */
    private void putOut(int code, byte[] message) {
        try (RawSocket socket = device.connect(eve)) {
            socket.sendBytes(message);
            assertThat(socket.awaitClose()).isEqualTo(code);
        }
    }

    private ClientFrame.Builder submission(UUID message) {
        return ClientFrame.newBuilder()
                .setSubmitMessage(SubmitMessage.newBuilder()
                        .setConversationId(id(conversation))
                        .setMessageId(id(message))
                        .setMessage(RawMls.message(conversation, 0)));
    }

    private static ByteString id(UUID id) {
        return ByteString.copyFrom(RawDevice.bytes(id));
    }
}
