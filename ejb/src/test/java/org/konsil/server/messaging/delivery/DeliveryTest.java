package org.konsil.server.messaging.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.server.messaging.Acceptance;
import org.konsil.server.messaging.ConversationDelivered;
import org.konsil.server.messaging.Envelope;
import org.konsil.server.messaging.EnvelopeKind;
import org.konsil.server.messaging.EnvelopeStored;
import org.konsil.server.messaging.MembershipBegun;
import org.konsil.server.messaging.MessageId;
import org.konsil.server.messaging.TestCommit;
import org.konsil.server.messaging.TestDevice;
import org.konsil.server.messaging.TestGroup;
import org.konsil.server.messaging.TestHospital;
import org.konsil.server.messaging.UnknownConversationException;
import org.konsil.server.messaging.acknowledgement.Acknowledgement;
import org.konsil.server.messaging.queueing.ConversationLog;
import org.konsil.server.messaging.queueing.MessageReach;
import org.konsil.server.messaging.submission.Submission;
import org.konsil.server.messaging.writing.CursorRequest;

@DisplayName("C2 every device gets everything that is for it, in order, until it has confirmed it")
class DeliveryTest {

    private static TestHospital hospital;

    private final TestDevice anna = hospital.enrol();
    private final TestDevice ben = hospital.enrol();
    private final TestDevice eve = hospital.enrol();
    private final TestGroup group = new TestGroup(anna, ben, eve);
    private final Submission submission = hospital.door(Submission.class);
    private final Delivery delivery = hospital.door(Delivery.class);
    private final Acknowledgement acknowledgement = hospital.door(Acknowledgement.class);

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
        hospital.resetClock();
        hospital.tx(() -> submission.found(anna.id, group.id, group.founding()));
        commit(anna, group.commit(anna, 0).add(ben.keyPackage()).add(eve.keyPackage()));
        hospital.wiring.events().clear();
    }

    private void commit(TestDevice by, TestCommit commit) {
        hospital.tx(() -> submission.commit(by.id, group.id, commit.make()));
        commit.apply();
    }

    private Acceptance send(MessageId id) {
        return hospital.submit(anna, group.id, id, group.message());
    }

    private void send() {
        send(TestGroup.newMessage());
    }

    private List<Envelope> next(TestDevice device) {
        return hospital.tx(() -> delivery.next(device.id, group.id, 0)).envelopes();
    }

    private List<EnvelopeKind> kinds(TestDevice device) {
        return next(device).stream().map(envelope -> envelope.body().kind()).toList();
    }

    private List<ConversationDelivered> acknowledge(TestDevice device, long seq) {
        return hospital.write(new CursorRequest(device.id, group.id, seq))
                .news()
                .delivered();
    }

    private long envelopes() {
        return hospital.count("select count(*) from envelope where conversation_id = '" + group.id + "'");
    }

    @Test
    void givesNewMembersTheWelcomeInPlaceOfTheCommit() {
        send();

        assertThat(kinds(anna)).containsExactly(EnvelopeKind.COMMIT, EnvelopeKind.MESSAGE);
        assertThat(kinds(ben)).containsExactly(EnvelopeKind.WELCOME, EnvelopeKind.MESSAGE);
        assertThat(next(ben)).extracting(Envelope::seq).containsExactly(1L, 2L);
    }

    @Test
    @DisplayName("tells on how many of the other devices a message is, and counts only those whom it is for")
    void tellsOnHowManyDevicesAMessageIs() {
        send();
        acknowledge(ben, 2);
        TestDevice late = hospital.enrol(new TestDevice(ben.owner));
        commit(anna, group.commit(anna, 0).add(late.keyPackage()));
        send();
        acknowledge(late, 4);

        assertThat(reach(anna, 2L, 4L)).containsExactly(new MessageReach(2, 2, 1), new MessageReach(4, 3, 1));
        assertThat(reach(ben, 2L)).containsExactly(new MessageReach(2, 2, 0));

        commit(anna, group.commit(anna, 0).remove(2));
        assertThat(reach(anna, 2L)).containsExactly(new MessageReach(2, 1, 1));
    }

    @Test
    void tellsNobodyElseWhereAMessageIs() {
        send();
        TestDevice stranger = hospital.enrol();
        assertThatThrownBy(() -> reach(stranger, 2L)).isInstanceOf(UnknownConversationException.class);
        commit(anna, group.commit(anna, 0).remove(2));
        assertThatThrownBy(() -> reach(eve, 2L)).isInstanceOf(UnknownConversationException.class);
    }

    private List<MessageReach> reach(TestDevice asking, Long... seqs) {
        return hospital.tx(() -> acknowledgement.reach(asking.id, group.id, List.of(seqs)));
    }

    @Test
    void givesARemovedDeviceTheCommitThatRemovesItAndNothingAfter() {
        commit(anna, group.commit(anna, 0).remove(2));
        send();

        assertThat(kinds(eve)).containsExactly(EnvelopeKind.WELCOME, EnvelopeKind.COMMIT);
        acknowledge(eve, 99);
        assertThat(next(eve)).isEmpty();
        assertThatThrownBy(() -> acknowledge(eve, 3)).isInstanceOf(UnknownConversationException.class);
    }

    @Test
    void leavesNoGapForADeviceThatComesBackBeforeItHasReadItsRemoval() {
        commit(anna, group.commit(anna, 0).remove(2));
        commit(anna, group.commit(anna, 0).add(eve.keyPackage()));

        assertThat(kinds(eve)).containsExactly(EnvelopeKind.COMMIT, EnvelopeKind.COMMIT, EnvelopeKind.WELCOME);
        assertThat(next(eve)).extracting(Envelope::seq).containsExactly(1L, 2L, 3L);
    }

    @Test
    void givesAStrangerNothing() {
        assertThat(next(hospital.enrol())).isEmpty();
        assertThatThrownBy(() -> acknowledge(hospital.enrol(), 1)).isInstanceOf(UnknownConversationException.class);
    }

    @Test
    void goesOnFromTheCursorInBoundedBatches() {
        for (int count = 0; count < Delivery.MOST_IN_BATCH + 5; count++) {
            send();
        }

        assertThat(next(ben)).hasSize(Delivery.MOST_IN_BATCH);
        acknowledge(ben, Delivery.MOST_IN_BATCH);
        acknowledge(ben, 3); // a cursor never goes back
        assertThat(next(ben)).hasSize(6).first().extracting(Envelope::seq).isEqualTo(Delivery.MOST_IN_BATCH + 1L);
    }

    @Test
    @DisplayName("C3 deletes an envelope when every device has it, and says so once")
    void deletesWhatAllHave() {
        send();
        assertThat(acknowledge(anna, 2)).isEmpty();
        assertThat(acknowledge(ben, 2)).isEmpty();
        assertThat(envelopes()).isEqualTo(2);

        assertThat(acknowledge(eve, 1)).containsExactly(new ConversationDelivered(group.id, 1));
        assertThat(envelopes()).isEqualTo(1);
        assertThat(acknowledge(eve, 2)).containsExactly(new ConversationDelivered(group.id, 2));

        assertThat(envelopes()).isZero();
        assertThat(hospital.tx(() -> delivery.deliveredSeq(group.id))).isEqualTo(2);
    }

    @Test
    void confirmsNoMoreThanThereIs() {
        acknowledge(anna, Long.MAX_VALUE);
        send();

        assertThat(kinds(anna)).containsExactly(EnvelopeKind.MESSAGE);
    }

    @Test
    void recognisesARepeatAfterTheEnvelopeIsGone() {
        MessageId id = TestGroup.newMessage();
        Acceptance first = send(id);
        List.of(anna, ben, eve).forEach(device -> acknowledge(device, 2));

        assertThat(send(id)).isEqualTo(first);
        assertThat(envelopes()).isZero();
    }

    @Test
    @DisplayName("C3 nothing that is stored names the sender of a message")
    void storesNoSender() {
        assertThat(hospital.count("select count(*) from information_schema.columns where table_name in"
                        + " ('envelope', 'accepted_message') and (column_name like '%device%' or column_name like"
                        + " '%sender%' or column_name like '%user%' or column_name like '%leaf%')"))
                .isZero();
    }

    @Test
    @DisplayName("A5 a device that was put out gets nothing more, and nobody waits for it")
    void silencesARemovedDevice() {
        send();
        acknowledge(anna, 2);
        acknowledge(ben, 2);

        hospital.tx(() -> {
            hospital.door(ConversationLog.class).silence(eve.id);
            return true;
        });

        assertThat(next(eve)).isEmpty();
        assertThat(envelopes()).isZero();
        assertThatThrownBy(() -> hospital.submit(eve, group.id, TestGroup.newMessage(), group.message()))
                .isInstanceOf(UnknownConversationException.class);
        assertThat(hospital.tx(() -> delivery.deliveredSeq(group.id))).isEqualTo(2);
    }

    @Test
    @DisplayName("C2 nothing waits for a device that is put out in the moment it is added")
    void silencesADeviceThatIsPutOutWhileItIsAdded() throws Exception {
        TestDevice dora = hospital.enrol(new TestDevice(eve.owner));
        TestCommit adding = group.commit(anna, 0).add(dora.keyPackage());
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<?> revocation = hospital.tx(() -> {
                submission.commit(anna.id, group.id, adding.make());
                Future<?> begun = other.submit(() -> putOut(dora));
                awaitBlockedOrDone(begun);
                return begun;
            });
            revocation.get(30, TimeUnit.SECONDS);
        } finally {
            other.shutdown();
        }

        assertThat(hospital.count("select count(*) from membership where reading and device_id = '" + dora.id + "'"))
                .isZero();
    }

    private void putOut(TestDevice device) {
        hospital.revoke(device);
        hospital.tx(() -> {
            hospital.door(ConversationLog.class).silence(device.id);
            return true;
        });
    }

    private static void awaitBlockedOrDone(Future<?> begun) {
        while (!begun.isDone() && hospital.count("select count(*) from pg_locks where not granted") == 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void tellsThatALogGrewAndWhoCameIn() {
        TestDevice dora = hospital.enrol(new TestDevice(eve.owner));
        commit(anna, group.commit(anna, 0).add(dora.keyPackage()));

        assertThat(hospital.wiring.events())
                .containsExactly(new EnvelopeStored(group.id, 2), new MembershipBegun(group.id, dora.id));
    }
}
