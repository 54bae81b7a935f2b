package org.konsil.server.messaging.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.server.device.DeviceId;
import org.konsil.server.messaging.ConversationId;
import org.konsil.server.messaging.MessageId;
import org.konsil.server.messaging.OverloadedException;
import org.konsil.server.messaging.queueing.Submitted;

@DisplayName("N1 what waits to be written")
class LineTest {

    private static final DeviceId DEVICE = new DeviceId(UUID.randomUUID());
    private static final ConversationId CONVERSATION = new ConversationId(UUID.randomUUID());

    private final List<Answer> answers = new ArrayList<>();

    /** Stands still until it is moved. */
    private final AtomicLong nanos = new AtomicLong();

    private void pass(Duration by) {
        nanos.addAndGet(by.toNanos());
    }

    private Pending message(int bytes) {
        Submitted submitted = Submitted.message(new MessageId(UUID.randomUUID()), 1, new byte[bytes]);
        return new Pending(new MessageRequest(DEVICE, CONVERSATION, submitted, (log, sender) -> {}), answers::add);
    }

    private Pending cursor() {
        return new Pending(new CursorRequest(DEVICE, CONVERSATION, 1), answers::add);
    }

    @Test
    void isWrittenInTheOrderOfItsComing() throws InterruptedException {
        Line line = new Line(100, 1 << 20);
        List<Pending> added = List.of(message(1), cursor(), message(2), cursor(), message(3));
        added.forEach(line::add);

        assertThat(line.take()).containsExactlyElementsOf(added);
    }

    @Test
    void isFewMessagesWithoutTheCursorsForWhichNobodyWaits() throws InterruptedException {
        Line line = new Line(100, 1 << 20, nanos::get);
        List<Pending> added = List.of(cursor(), message(1), cursor(), message(2));
        added.forEach(line::add);

        assertThat(line.take()).containsExactly(added.get(1), added.get(3));
        pass(Line.CURSORS_ALONE);
        assertThat(line.take()).containsExactly(added.get(0), added.get(2));
    }

    @Test
    void isNotACursorForLong() throws InterruptedException {
        Line line = new Line(100, 1 << 20, nanos::get);
        Pending cursor = cursor();
        line.add(cursor);
        pass(Line.CURSORS_AT_MOST.plusNanos(1));
        Pending message = message(1);
        line.add(message);

        assertThat(line.take()).containsExactly(cursor, message);
    }

    @Test
    void isRefusedWhenTooMuchWaitsAndTakenAgainWhenSomeIsAnswered() throws InterruptedException {
        Line line = new Line(3, 1 << 20);
        for (int count = 0; count < 3; count++) {
            line.add(message(1));
        }
        assertThatThrownBy(() -> line.add(message(1))).isInstanceOf(OverloadedException.class);

        List<Pending> batch = line.take();
        assertThatThrownBy(() -> line.add(message(1)))
                .as("taken, and still in memory until it is answered")
                .isInstanceOf(OverloadedException.class);
        line.release(batch.get(0));
        line.add(message(1));
        assertThatThrownBy(() -> line.add(message(1))).isInstanceOf(OverloadedException.class);
    }

    @Test
    void isBoundedInBytes() {
        Line line = new Line(1000, 10_000);
        line.add(message(9_000));
        line.add(message(9_000));

        assertThatThrownBy(() -> line.add(message(1))).isInstanceOf(OverloadedException.class);
    }

    @Test
    @DisplayName("makes room: cursors are taken when messages are refused, and bounded too")
    void takesCursorsLonger() {
        Line line = new Line(3, 1 << 20);
        for (int count = 0; count < 6; count++) {
            line.add(cursor());
        }

        assertThatThrownBy(() -> line.add(cursor())).isInstanceOf(OverloadedException.class);
    }

    @Test
    void goesInBoundedBatches() throws InterruptedException {
        Line line = new Line(10_000, 1L << 30);
        for (int count = 0; count < Line.MOST_IN_BATCH + 1; count++) {
            line.add(message(1));
        }
        assertThat(line.take()).hasSize(Line.MOST_IN_BATCH);
        assertThat(line.take()).hasSize(1);

        for (int count = 0; count < 3; count++) {
            line.add(message(Line.MOST_BATCH_BYTES / 2));
        }
        assertThat(line.take()).hasSize(1);
        assertThat(line.take()).hasSize(1);
    }

    @Test
    void isGivenOutToTheEndAfterClosing() throws InterruptedException {
        Line line = new Line(10, 1 << 20);
        line.add(message(1));
        line.close();

        assertThatThrownBy(() -> line.add(message(1))).isInstanceOf(OverloadedException.class);
        assertThat(line.take()).hasSize(1);
        assertThat(line.take()).isEmpty();
    }
}
