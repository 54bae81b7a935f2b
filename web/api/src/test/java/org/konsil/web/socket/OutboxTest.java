package org.konsil.web.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
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
    private final List<ServerFrame> messages = new ArrayList<>();
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
    private final Flushes flushes = new Flushes();
    private final Outbox outbox = new Outbox(session(), clock, () -> room++, flushes);

    private Session session() {
        RemoteEndpoint.Async remote = proxy(RemoteEndpoint.Async.class, (self, method, arguments) -> {
            handed.add(((ByteBuffer) arguments[0]).remaining());
            messages.add(ServerFrame.parseFrom((ByteBuffer) arguments[0]));
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

    private static byte[] numbered(int number) {
        return ServerFrame.newBuilder().setRequest(number).build().toByteArray();
    }

    private static List<Long> numbers(ServerFrame message) throws InvalidProtocolBufferException {
        List<Long> numbers = new ArrayList<>();
        for (ByteString frame : message.getBundle().getFramesList()) {
            numbers.add(ServerFrame.parseFrom(frame).getRequest());
        }
        return numbers;
    }

    @Test
    void goTogetherWhenTheDeviceTakesBundles() throws InvalidProtocolBufferException {
        outbox.bundle();
        outbox.sendLater(numbered(1));
        outbox.sendLater(numbered(2));
        assertThat(handed).isEmpty();

        flushes.flush();
        outbox.send(numbered(3));
        outbox.sendLater(numbered(4));
        pending.remove().onResult(new SendResult());

        assertThat(messages).hasSize(2);
        assertThat(numbers(messages.get(0))).containsExactly(1L, 2L);
        assertThat(numbers(messages.get(1))).containsExactly(3L, 4L);
    }

    @Test
    void goAloneWhenTheDeviceTakesNoBundles() {
        outbox.sendLater(numbered(1));
        outbox.sendLater(numbered(2));
        immediate = true;

        flushes.flush();

        assertThat(messages).extracting(ServerFrame::getRequest).containsExactly(1L, 2L);
    }

    @Test
    void goInBoundedBundles() {
        outbox.bundle();
        outbox.sendLater(frame(Outbox.MOST_BUNDLE_BYTES - 100).build().toByteArray());
        outbox.sendLater(frame(200).build().toByteArray());
        outbox.sendLater(frame(Outbox.MOST_BUNDLE_BYTES).build().toByteArray());
        immediate = true;

        flushes.flush();

        assertThat(messages).allMatch(ServerFrame::hasEnvelope).hasSize(3);
    }
}
