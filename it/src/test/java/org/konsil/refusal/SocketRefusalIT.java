package org.konsil.refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.security.KeyPair;
import java.util.HexFormat;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.konsil.client.demo.DemoPerson;
import org.konsil.protocol.socket.ClientFrame;
import org.konsil.protocol.socket.FindPeople;
import org.konsil.protocol.socket.Heartbeat;
import org.konsil.protocol.socket.Problem;
import org.konsil.protocol.socket.PublishKeyPackages;
import org.konsil.protocol.socket.ServerFrame;
import org.konsil.protocol.socket.SubmitMessage;
import org.konsil.support.RawDevice;
import org.konsil.support.RawSocket;
import org.konsil.support.RunningSystem;

@DisplayName("The socket refuses (C1)")
class SocketRefusalIT {

    private static final byte[] EIGHT_BYTES_DECLARING_A_GIBIBYTE =
            HexFormat.of().parseHex("00010002bfffffff");

    private final RunningSystem system = RunningSystem.get();
    private final DemoPerson anna = system.anna();
    private final DemoPerson ben = system.ben();

    @Nested
    @DisplayName("to open a session for")
    class Session {

        @Test
        @DisplayName("a token without the device's key")
        void refusesATokenAlone() {
            RawDevice device = RawDevice.enrolled(system, anna);
            refused(
                    device,
                    system.token(anna, "openid"),
                    device.id(),
                    RawDevice.newKey(),
                    403,
                    "session-proof-refused");
        }

        @Test
        @DisplayName("the device's key without a good token")
        void refusesAKeyAlone() {
            RawDevice device = RawDevice.enrolled(system, anna);
            refused(device, "", device.id(), device.key(), 401, "token-refused");
            refused(device, system.consoleToken(anna), device.id(), device.key(), 401, "token-refused");
        }

        @Test
        @DisplayName("a token with a device that is not its owner's")
        void refusesAnothersDevice() {
            RawDevice device = RawDevice.enrolled(system, anna);
            refused(device, system.token(ben, "openid"), device.id(), device.key(), 404, "unknown-device");
        }

        @Test
        @DisplayName("a device that nobody registered")
        void refusesAnUnknownDevice() {
            RawDevice device = RawDevice.enrolled(system, anna);
            refused(device, system.token(anna, "openid"), UUID.randomUUID(), device.key(), 404, "unknown-device");
        }

        @Test
        @DisplayName("a proof that was made for another connection")
        void refusesAReplayedProof() {
            RawDevice device = RawDevice.enrolled(system, anna);
            String token = system.token(anna, "openid");
            try (RawSocket first = system.socket();
                    RawSocket second = system.socket()) {
                ClientFrame.Builder hello = device.helloFrame(first, token, device.id(), device.key());
                second.await(ServerFrame::hasChallenge);

                Problem problem = second.ask(hello).getProblem();

                assertThat(problem.getType()).isEqualTo("urn:konsil:problem:session-proof-refused");
                assertThat(second.awaitClose()).isEqualTo(4401);
            }
        }

        @Test
        @DisplayName("a page of another origin")
        void refusesAnotherOrigin() {
            assertThatThrownBy(() -> system.socket("https://evil.example"))
                    .hasRootCauseMessage("Unexpected HTTP response status code 403");
        }

        private void refused(RawDevice device, String token, UUID id, KeyPair key, int status, String type) {
            try (RawSocket socket = system.socket()) {
                Problem problem = device.hello(socket, token, id, key).getProblem();

                assertThat(problem.getType()).isEqualTo("urn:konsil:problem:" + type);
                assertThat(problem.getStatus()).isEqualTo(status);
                assertThat(problem.getInstance()).startsWith("urn:uuid:");
                assertThat(socket.awaitClose()).isEqualTo(4401);
            }
        }
    }

    @Test
    @DisplayName("anything before the session")
    void refusesARequestBeforeTheSession() {
        try (RawSocket socket = system.socket()) {
            socket.send(ClientFrame.newBuilder()
                    .setFindPeople(FindPeople.newBuilder().setWords("Anna")));

            assertThat(socket.awaitClose()).isEqualTo(4401);
        }
    }

    @Test
    @DisplayName("more than 8 KiB before the session, unread")
    void refusesALargeFrameBeforeTheSession() {
        try (RawSocket socket = system.socket()) {
            assertThat(socket.sendUntilClosed(new byte[8 * 1024 + 1]))
                    .isIn(OptionalInt.of(4400), OptionalInt.of(1009), OptionalInt.empty());
        }
    }

    @Test
    @DisplayName("silence for more than five seconds at the start")
    void closesOnSilence() {
        try (RawSocket socket = system.socket()) {
            assertThat(socket.awaitClose()).isEqualTo(4401);
        }
    }

    @Test
    @DisplayName("bytes that are no frame")
    void closesOnGarbage() {
        try (RawSocket socket = RawDevice.enrolled(system, anna).connect(anna)) {
            socket.sendBytes(new byte[] {(byte) 0xff, (byte) 0xff, 1, 2, 3});

            assertThat(socket.awaitClose()).isEqualTo(4400);
        }
    }

    @Test
    @DisplayName("what is not MLS, and eight bytes that declare a gibibyte; the session goes on")
    void refusesWhatIsNotMls() {
        try (RawSocket socket = RawDevice.enrolled(system, anna).connect(anna)) {
            for (byte[] bytes : new byte[][] {"Hallo Ben".getBytes(), {}, EIGHT_BYTES_DECLARING_A_GIBIBYTE}) {
                Problem message = socket.ask(ClientFrame.newBuilder()
                                .setSubmitMessage(SubmitMessage.newBuilder()
                                        .setConversationId(uuid())
                                        .setMessageId(uuid())
                                        .setMessage(ByteString.copyFrom(bytes))))
                        .getProblem();
                Problem keyPackage = socket.ask(ClientFrame.newBuilder()
                                .setPublishKeyPackages(
                                        PublishKeyPackages.newBuilder().addKeyPackages(ByteString.copyFrom(bytes))))
                        .getProblem();

                assertThat(message.getType()).isEqualTo("urn:konsil:problem:not-mls");
                assertThat(keyPackage.getType()).isEqualTo("urn:konsil:problem:key-package-malformed");
            }
            assertThat(socket.ask(ClientFrame.newBuilder().setHeartbeat(Heartbeat.newBuilder()))
                            .hasDone())
                    .isTrue();
        }
    }

    private static ByteString uuid() {
        return ByteString.copyFrom(RawDevice.bytes(UUID.randomUUID()));
    }
}
