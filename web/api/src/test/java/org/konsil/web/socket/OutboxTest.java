package org.konsil.web.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.protocol.socket.Envelope;
import org.konsil.protocol.socket.ServerFrame;

@DisplayName("C2 frames on their way to a device")
class OutboxTest {

    private final List<Integer> handed = new ArrayList<>();
    private final Deque<SendHandler> pending = new ArrayDeque<>();
    private boolean immediate;
    private int room;
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };
    private final Outbox outbox = new Outbox(session(), clock, () -> room++);

    private Session session() {
        RemoteEndpoint.Async remote = proxy(RemoteEndpoint.Async.class, (self, method, arguments) -> {
            handed.add(((ByteBuffer) arguments[0]).remaining());
            if (immediate) {
                ((SendHandler) arguments[1]).onResult(new SendResult());
            } else {
                pending.add((SendHandler) arguments[1]);
            }
            return null;
        });
        return proxy(Session.class, (self, method, arguments) -> remote);
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static ServerFrame.Builder frame(int bytes) {
        return ServerFrame.newBuilder()
                .setEnvelope(Envelope.newBuilder().setMessage(ByteString.copyFrom(new byte[bytes])));
    }

    @Test
    void goOneAtATimeInTheirOrder() {
        outbox.send(frame(1));
        outbox.send(frame(2));
        outbox.send(frame(3));
        assertThat(handed).hasSize(1);

        pending.remove().onResult(new SendResult());
        pending.remove().onResult(new SendResult());

        assertThat(handed).hasSize(3).isSorted();
    }

    @Test
    void doNotPileUpOnTheStackWhenTheContainerAnswersAtOnce() {
        outbox.send(frame(1));
        for (int count = 0; count < 20_000; count++) {
            outbox.send(frame(1));
        }
        immediate = true;

        pending.remove().onResult(new SendResult());

        assertThat(handed).hasSize(20_001);
    }

    @Test
    void haveRoomAgainWhenTheDeviceHasRead() {
        outbox.send(frame(Outbox.ROOM_BYTES));
        assertThat(outbox.hasRoom()).isFalse();

        pending.remove().onResult(new SendResult());

        assertThat(outbox.hasRoom()).isTrue();
        assertThat(room).isEqualTo(1);
    }

    @Test
    void areStuckWhenTheDeviceDoesNotRead() {
        outbox.send(frame(1));
        assertThat(outbox.isStuck()).isFalse();
        now = now.plus(Outbox.PATIENCE).plusMillis(1);
        assertThat(outbox.isStuck()).isTrue();

        pending.remove().onResult(new SendResult());
        assertThat(outbox.isStuck()).isFalse();
    }

    @Test
    void areStuckWhenTooManyAnswersWait() {
        for (int count = 0; count < 17; count++) {
            outbox.send(frame(Outbox.ROOM_BYTES));
        }

        assertThat(outbox.isStuck()).isTrue();
    }

    @Test
    void stopAfterAFailure() {
        outbox.send(frame(1));
        outbox.send(frame(1));

        pending.remove().onResult(new SendResult(new java.io.IOException("gone")));
        outbox.send(frame(1));

        assertThat(handed).hasSize(1);
    }
}
