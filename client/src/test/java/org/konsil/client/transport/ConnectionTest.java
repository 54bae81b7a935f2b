package org.konsil.client.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.protocol.socket.Bundle;
import org.konsil.protocol.socket.ClientFrame;
import org.konsil.protocol.socket.Delivered;
import org.konsil.protocol.socket.Done;
import org.konsil.protocol.socket.Heartbeat;
import org.konsil.protocol.socket.ServerFrame;

@DisplayName("C2 several frames in one message")
class ConnectionTest {

    private static final byte[] FIRST = delivered(1);
    private static final byte[] SECOND = delivered(2);

    private static byte[] delivered(long seq) {
        return ServerFrame.newBuilder()
                .setDelivered(Delivered.newBuilder().setSeq(seq))
                .build()
                .toByteArray();
    }

    private static byte[] bundle(byte[]... frames) {
        Bundle.Builder bundle = Bundle.newBuilder();
        for (byte[] frame : frames) {
            bundle.addFrames(ByteString.copyFrom(frame));
        }
        return ServerFrame.newBuilder().setBundle(bundle).build().toByteArray();
    }

    /** A connection to a server that answers every request with this message. */
    private static Connection to(byte[] answer) {
        return new Connection(listener -> new Wire() {
            @Override
            public void send(byte[] message) {
                listener.received(answer);
            }

            @Override
            public void close() {}
        });
    }

    @Test
    void areTakenAsIfTheyHadComeAlone() {
        byte[] done = ServerFrame.newBuilder()
                .setRequest(1)
                .setDone(Done.getDefaultInstance())
                .build()
                .toByteArray();
        try (Connection connection = to(bundle(FIRST, done, SECOND))) {
            assertThat(connection.ask(heartbeat()).hasDone()).isTrue();

            List<Long> seqs = new ArrayList<>();
            for (Optional<ServerFrame> next = connection.next(Duration.ZERO);
                    next.isPresent();
                    next = connection.next(Duration.ZERO)) {
                seqs.add(next.get().getDelivered().getSeq());
            }
            assertThat(seqs).containsExactly(1L, 2L);
        }
    }

    @Test
    void areNoBundlesThemselves() {
        for (byte[] hostile : List.of(bundle(bundle(FIRST)), bundle(new byte[] {(byte) 0xff}))) {
            try (Connection connection = to(hostile)) {
                try {
                    connection.ask(heartbeat());
                } catch (RuntimeException over) {
                    assertThat(over).hasMessageContaining("connection-closed");
                }
                assertThat(connection.isOpen()).isFalse();
            }
        }
    }

    private static ClientFrame.Builder heartbeat() {
        return ClientFrame.newBuilder().setHeartbeat(Heartbeat.getDefaultInstance());
    }
}
