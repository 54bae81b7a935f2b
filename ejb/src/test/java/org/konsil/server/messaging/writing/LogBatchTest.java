package org.konsil.server.messaging.writing;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.server.messaging.Acceptance;
import org.konsil.server.messaging.ConversationDelivered;
import org.konsil.server.messaging.Envelope;
import org.konsil.server.messaging.MessageId;
import org.konsil.server.messaging.PastEpochException;
import org.konsil.server.messaging.TestCommit;
import org.konsil.server.messaging.TestDevice;
import org.konsil.server.messaging.TestGroup;
import org.konsil.server.messaging.TestHospital;
import org.konsil.server.messaging.UnknownConversationException;
import org.konsil.server.messaging.submission.Submission;

@DisplayName("C2 what is written together")
class LogBatchTest {

    private static TestHospital hospital;

    private final TestDevice anna = hospital.enrol();
    private final TestDevice ben = hospital.enrol();
    private final TestDevice eve = hospital.enrol();
    private final TestGroup group = new TestGroup(anna, ben);
    private final TestGroup other = new TestGroup(ben, anna);
    private final Submission submission = hospital.door(Submission.class);

    @BeforeAll
    static void open() throws IOException {
        hospital = new TestHospital();
    }

    @AfterAll
    static void close() throws IOException {
        hospital.close();
    }

    @BeforeEach
    void begin() {
        found(group, anna, ben);
        found(other, ben, anna);
    }

    private void found(TestGroup founded, TestDevice founder, TestDevice member) {
        hospital.tx(() -> submission.found(founder.id, founded.id, founded.founding()));
        TestCommit adding = founded.commit(founder, 0).add(member.keyPackage());
        hospital.tx(() -> submission.commit(founder.id, founded.id, adding.make()));
        adding.apply();
    }

    private LogRequest message(TestDevice sender, TestGroup to, MessageId id) {
        return submission.message(sender.id, to.id, id, to.message());
    }

    private LogRequest message(TestDevice sender, TestGroup to) {
        return message(sender, to, TestGroup.newMessage());
    }

    private Written write(LogRequest... requests) {
        return hospital.tx(() -> hospital.door(LogBatch.class).write(List.of(requests)));
    }

    private static List<Long> seqs(Written written) {
        return written.answers().stream()
                .map(answer -> answer.orThrow().map(Acceptance::seq).orElse(-1L))
                .toList();
    }

    @Test
    void takesItsPlacesInEachLogInOrderAndWithoutAGap() {
        Written written = write(message(anna, group), message(ben, other), message(ben, group), message(anna, group));

        assertThat(seqs(written)).containsExactly(2L, 2L, 3L, 4L);
        assertThat(write(message(ben, group)).news().stored())
                .extracting(Envelope::seq)
                .containsExactly(5L);
        assertThat(stored(group)).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(stored(other)).containsExactly(1L, 2L);
    }

    private List<Long> stored(TestGroup of) {
        List<Long> found = new ArrayList<>();
        for (long seq = 1; seq < 10; seq++) {
            if (hospital.count("select count(*) from envelope where conversation_id = '" + of.id + "' and seq = " + seq)
                    == 1) {
                found.add(seq);
            }
        }
        return found;
    }

    @Test
    void refusesWhatIsRefusedAlone() {
        TestGroup nowhere = new TestGroup(anna);
        LogRequest ofFutureEpoch =
                submission.message(anna.id, group.id, TestGroup.newMessage(), group.message(group.epoch() + 1));

        Written written = write(
                message(anna, group),
                message(eve, group),
                ofFutureEpoch,
                message(anna, nowhere),
                new CursorRequest(eve.id, group.id, 1),
                message(ben, group));

        assertThat(written.answers())
                .extracting(Answer::refusal)
                .satisfiesExactly(
                        none -> assertThat(none).isNull(),
                        stranger -> assertThat(stranger).isInstanceOf(UnknownConversationException.class),
                        epoch -> assertThat(epoch).isInstanceOf(PastEpochException.class),
                        unknown -> assertThat(unknown).isInstanceOf(UnknownConversationException.class),
                        cursor -> assertThat(cursor).isInstanceOf(UnknownConversationException.class),
                        none -> assertThat(none).isNull());
        assertThat(stored(group)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void storesARepeatOnceEvenBesideTheFirst() {
        MessageId id = TestGroup.newMessage();

        assertThat(seqs(write(message(anna, group, id), message(ben, group), message(anna, group, id))))
                .containsExactly(2L, 3L, 2L);
        assertThat(seqs(write(message(anna, group, id)))).containsExactly(2L);
        assertThat(stored(group)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void keepsTheBytesOfEachMessage() {
        LogRequest first = message(anna, group);
        LogRequest second = message(ben, group);
        write(first, second);

        String content = "select count(*) from envelope where conversation_id = '" + group.id + "' and content = '\\x";
        for (LogRequest request : List.of(first, second)) {
            byte[] bytes = ((MessageRequest) request).submitted().content();
            assertThat(hospital.count(content + java.util.HexFormat.of().formatHex(bytes) + "'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void movesCursorsWithMessagesAndForgetsWhatAllHave() {
        write(message(anna, group), message(anna, group));

        Written written = write(
                new CursorRequest(anna.id, group.id, 3),
                message(ben, other),
                new CursorRequest(ben.id, group.id, 1),
                new CursorRequest(ben.id, group.id, 2));

        assertThat(written.news().delivered()).containsExactly(new ConversationDelivered(group.id, 2));
        assertThat(stored(group)).containsExactly(3L);
        assertThat(stored(other)).containsExactly(1L, 2L);
    }

    @Test
    void waitsForTheDiskWithAMessageAndNotWithCursorsAlone() {
        CursorRequest cursor = new CursorRequest(ben.id, group.id, 1);

        assertThat(commitOf(message(anna, group))).isEqualTo("on");
        assertThat(commitOf(cursor, message(anna, group))).isEqualTo("on");
        assertThat(commitOf(cursor)).isEqualTo("off");
    }

    private String commitOf(LogRequest... requests) {
        return hospital.tx(() -> {
            hospital.door(LogBatch.class).write(List.of(requests));
            return (String) hospital.wiring
                    .get(EntityManager.class)
                    .createNativeQuery("select current_setting('synchronous_commit')")
                    .getSingleResult();
        });
    }
}
