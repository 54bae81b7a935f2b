package org.konsil.server.messaging.queueing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.server.device.DeviceId;
import org.konsil.server.messaging.ConversationId;
import org.konsil.server.messaging.MessageId;
import org.konsil.server.messaging.TestHospital;
import org.konsil.server.messaging.writing.CursorRequest;
import org.konsil.server.messaging.writing.MessageRequest;
import org.konsil.server.platform.MetadataClass;

@DisplayName("C3 the log forgets")
class LogPurgeTest {

    private final TestHospital hospital = new TestHospital();
    private final ConversationLog log = hospital.door(ConversationLog.class);
    private final ConversationId id = new ConversationId(UUID.randomUUID());
    private final DeviceId anna = new DeviceId(UUID.randomUUID());
    private final DeviceId ben = new DeviceId(UUID.randomUUID());

    LogPurgeTest() throws IOException {
        hospital.run("insert into conversation values ('" + id.value() + "', 1, 1, 0, sha256('x'), now())");
        hospital.run("insert into conversation_group values ('" + id.value() + "', 'x')");
        member(anna, 0, null);
        member(ben, 1, null);
    }

    @AfterEach
    void close() throws IOException {
        hospital.close();
    }

    @Test
    @DisplayName("a message that nobody fetches after 30 days, not before")
    void forgetsMessages() {
        send();

        hospital.pass(Duration.ofDays(30).minusMinutes(1));
        assertThat(purge(WaitingMessages.class)).isZero();
        assertThat(hospital.tx(hospital.door(WaitingMessages.class)::oldest)).isPresent();

        hospital.pass(Duration.ofMinutes(1));
        assertThat(purge(WaitingMessages.class)).isEqualTo(1);
        assertThat(hospital.tx(hospital.door(WaitingMessages.class)::oldest)).isEmpty();
    }

    @Test
    @DisplayName("the name of a message a day after everybody has it")
    void forgetsRepeats() {
        send();
        acknowledge(anna);
        acknowledge(ben);

        hospital.pass(Duration.ofDays(1).minusMinutes(1));
        assertThat(purge(RecognisedRepeats.class)).isZero();
        hospital.pass(Duration.ofMinutes(1));
        assertThat(purge(RecognisedRepeats.class)).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "the name of a message that still waits for somebody not after a day either, but once it waits no more")
    void recognisesRepeatsOfWhatWaits() {
        send();
        acknowledge(anna);

        hospital.pass(Duration.ofDays(2));
        assertThat(purge(RecognisedRepeats.class)).isZero();
        acknowledge(ben);
        assertThat(purge(RecognisedRepeats.class)).isEqualTo(1);
    }

    @Test
    @DisplayName("who left, once what they may still fetch is gone")
    void forgetsFormerMembers() {
        send();
        hospital.run("update membership set until_seq = 2 where device_id = '" + ben.value() + "'");

        assertThat(purge(FormerMemberships.class)).isZero();
        hospital.pass(Duration.ofDays(30));
        purge(WaitingMessages.class);
        assertThat(purge(FormerMemberships.class)).isEqualTo(1);
        assertThat(hospital.tx(() -> log.findCursor(id, anna))).isPresent();
        assertThat(hospital.tx(() -> log.findCursor(id, ben))).isEmpty();
    }

    private void member(DeviceId device, int leaf, Long until) {
        hospital.run(
                "insert into membership (conversation_id, device_id, leaf, from_seq, from_epoch, until_seq, acked_seq,"
                        + " reading) values ('" + id.value() + "', '" + device.value() + "', " + leaf + ", 1, 1, "
                        + until
                        + ", 1, true)");
    }

    private void send() {
        Submitted message = Submitted.message(new MessageId(UUID.randomUUID()), 1, new byte[1]);
        hospital.write(new MessageRequest(anna, id, message, (conversation, sender) -> {}));
    }

    private void acknowledge(DeviceId device) {
        hospital.write(new CursorRequest(device, id, 2));
    }

    private long purge(Class<? extends MetadataClass> metadata) {
        return hospital.tx(() -> hospital.door(metadata).purge());
    }
}
