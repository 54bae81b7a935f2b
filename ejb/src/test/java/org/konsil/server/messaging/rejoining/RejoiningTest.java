package org.konsil.server.messaging.rejoining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.protocol.mls.leaf.Extensions;
import org.konsil.protocol.mls.proposal.Proposal;
import org.konsil.server.device.CredentialRefusedException;
import org.konsil.server.device.RemovedDeviceException;
import org.konsil.server.messaging.Acceptance;
import org.konsil.server.messaging.ConversationId;
import org.konsil.server.messaging.Envelope;
import org.konsil.server.messaging.EnvelopeKind;
import org.konsil.server.messaging.MemberListRefusedException;
import org.konsil.server.messaging.PastEpochException;
import org.konsil.server.messaging.ProposalRefusedException;
import org.konsil.server.messaging.SignatureInvalidException;
import org.konsil.server.messaging.TestCommit;
import org.konsil.server.messaging.TestDevice;
import org.konsil.server.messaging.TestGroup;
import org.konsil.server.messaging.TestHospital;
import org.konsil.server.messaging.UnknownConversationException;
import org.konsil.server.messaging.WelcomeMismatchException;
import org.konsil.server.messaging.WrongSenderException;
import org.konsil.server.messaging.delivery.Delivery;
import org.konsil.server.messaging.queueing.ListedConversation;
import org.konsil.server.messaging.submission.Submission;
import org.konsil.server.messaging.writing.CursorRequest;

@DisplayName("C1 a device comes back by itself, if its owner is on the group's list")
class RejoiningTest {

    private static final ConversationId BEFORE_ALL = new ConversationId(new UUID(0, 0));

    private static TestHospital hospital;

    private final TestDevice anna = hospital.enrol();
    private final TestDevice ben = hospital.enrol();
    private final TestDevice bensTablet = hospital.enrol(new TestDevice(ben.owner));
    private final TestDevice eve = hospital.enrol();
    private final TestGroup group = new TestGroup(anna, ben);
    private final Submission submission = hospital.door(Submission.class);
    private final Rejoining rejoining = hospital.door(Rejoining.class);
    private final Delivery delivery = hospital.door(Delivery.class);

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
        hospital.tx(() -> submission.found(anna.id, group.id, group.founding()));
        commit(anna, group.commit(anna, 0).add(ben.keyPackage()));
    }

    private Acceptance commit(TestDevice device, TestCommit commit) {
        Acceptance accepted = hospital.tx(() -> submission.commit(device.id, group.id, commit.make()));
        commit.apply();
        return accepted;
    }

    private void assertRefused(TestDevice device, TestCommit commit, Class<? extends RuntimeException> refusal) {
        assertThatThrownBy(() -> hospital.tx(() -> submission.commit(device.id, group.id, commit.make())))
                .isInstanceOf(refusal);
        assertThat(hospital.count("select epoch from conversation where id = '" + group.id + "'"))
                .isEqualTo(group.epoch());
    }

    private void send(TestDevice device) {
        hospital.submit(device, group.id, TestGroup.newMessage(), group.message());
    }

    private List<Envelope> next(TestDevice device) {
        return hospital.tx(() -> delivery.next(device.id, group.id, 0)).envelopes();
    }

    private void acknowledge(TestDevice device, long seq) {
        hospital.write(new CursorRequest(device.id, group.id, seq));
    }

    @Test
    void findsTheConversationsItsOwnerIsListedIn() {
        TestGroup other = new TestGroup(eve, ben);
        hospital.tx(() -> submission.found(eve.id, other.id, other.founding()));

        assertThat(hospital.tx(() -> rejoining.conversations(ben.id, BEFORE_ALL)))
                .containsExactlyInAnyOrder(
                        new ListedConversation(group.id, 1, true, false, 0),
                        new ListedConversation(other.id, 0, false, false, 0));
        acknowledge(ben, 1);
        assertThat(hospital.tx(() -> rejoining.conversations(ben.id, BEFORE_ALL)))
                .contains(new ListedConversation(group.id, 1, true, true, 1));
        assertThat(hospital.tx(() -> rejoining.conversations(bensTablet.id, BEFORE_ALL)))
                .extracting(ListedConversation::member)
                .containsExactly(false, false);
        List<ListedConversation> all = hospital.tx(() -> rejoining.conversations(ben.id, BEFORE_ALL));
        assertThat(hospital.tx(() -> rejoining.conversations(ben.id, all.get(0).id())))
                .containsExactly(all.get(1));
    }

    @Test
    void getsTheNewestGroupInfoAndStrangersGetNone() {
        byte[] info = hospital.tx(() -> rejoining.groupInfo(bensTablet.id, group.id));

        assertThat(info).isEqualTo(group.founding());
        assertThatThrownBy(() -> hospital.tx(() -> rejoining.groupInfo(eve.id, group.id)))
                .isInstanceOf(UnknownConversationException.class);
        hospital.revoke(bensTablet);
        assertThatThrownBy(() -> hospital.tx(() -> rejoining.groupInfo(bensTablet.id, group.id)))
                .isInstanceOf(RemovedDeviceException.class);
    }

    @Test
    @DisplayName("C2 a device that lost its state loses nothing that comes later")
    void comesBackInPlaceOfItsOldLeaf() {
        acknowledge(ben, 1);
        send(anna);

        Acceptance back = commit(ben, group.joining(ben, 1));
        send(anna);

        assertThat(back).isEqualTo(new Acceptance(3, 1, back.receivedAt()));
        assertThat(next(ben)).extracting(Envelope::seq).containsExactly(2L, 3L, 4L);
        assertThat(next(ben).get(1).body().kind()).isEqualTo(EnvelopeKind.COMMIT);
        send(ben);
    }

    @Test
    void comesInAsANewDeviceOfAListedPerson() {
        send(anna);

        commit(bensTablet, group.joining(bensTablet, null));
        send(bensTablet);

        assertThat(next(bensTablet)).extracting(Envelope::seq).containsExactly(3L, 4L);
        assertThat(group.leaves).hasSize(3);
    }

    @Test
    void answersARepeatLikeTheFirstTime() {
        TestCommit joining = group.joining(bensTablet, null);
        Acceptance first = commit(bensTablet, joining);

        assertThat(commit(bensTablet, joining)).isEqualTo(first);
    }

    @Test
    void loserOfARaceGetsTheWinner() {
        TestCommit joining = group.joining(bensTablet, null);
        commit(anna, group.commit(anna, 0).path());

        assertThatThrownBy(() -> hospital.tx(() -> submission.commit(bensTablet.id, group.id, joining.make())))
                .isInstanceOfSatisfying(
                        PastEpochException.class,
                        refusal -> assertThat(refusal.winner()).isPresent());
    }

    @Test
    void refusesSomebodyWhoIsNotOnTheList() {
        assertRefused(eve, group.joining(eve, null), UnknownConversationException.class);
    }

    @Test
    void refusesSomebodyWhoWasTakenOffTheList() {
        commit(anna, group.commit(anna, 0).remove(1).list(anna));

        assertRefused(ben, group.joining(ben, null), UnknownConversationException.class);
        assertThatThrownBy(() -> hospital.tx(() -> rejoining.groupInfo(ben.id, group.id)))
                .isInstanceOf(UnknownConversationException.class);
    }

    @Test
    void takesBackADeviceThatWasRemovedWhileItsOwnerStayedOnTheList() {
        commit(anna, group.commit(anna, 0).remove(1));

        commit(ben, group.joining(ben, null));

        assertThat(next(ben)).extracting(Envelope::seq).contains(3L);
    }

    @Test
    void refusesToPutOutAnybodyElse() {
        assertRefused(bensTablet, group.joining(bensTablet, 0), ProposalRefusedException.class);
        assertRefused(bensTablet, group.joining(bensTablet, 1), ProposalRefusedException.class);
        assertRefused(ben, group.joining(ben, 0), ProposalRefusedException.class);
        assertRefused(ben, group.joining(ben, 1).propose(new Proposal.Remove(0)), ProposalRefusedException.class);
    }

    @Test
    void refusesASecondLeafOfTheSameDevice() {
        assertRefused(ben, group.joining(ben, null), ProposalRefusedException.class);
    }

    @Test
    void refusesWhatOnlyMembersMayChange() {
        Extensions wider = TestGroup.listing(List.of(anna.user(), ben.user(), eve.user()));
        for (Proposal proposal : List.of(
                new Proposal.GroupContextExtensions(wider),
                new Proposal.Add(eve.keyPackage()),
                new Proposal.ReInit(group.groupId, 1, 2, wider),
                new Proposal.Update(group.leaves.get(0)),
                new Proposal.ExternalInit(TestDevice.point()))) {
            assertRefused(
                    bensTablet, group.joining(bensTablet, null).propose(proposal), ProposalRefusedException.class);
        }
    }

    @Test
    void refusesAnotherDevicesLeafOrSignature() {
        assertRefused(bensTablet, group.joining(eve, null), WrongSenderException.class);
        TestCommit forged = group.joining(bensTablet, null);
        forged.key = eve.keys.getPrivate();
        assertRefused(bensTablet, forged, SignatureInvalidException.class);
    }

    @Test
    void refusesAWelcome() {
        TestCommit welcoming = group.joining(bensTablet, null);
        welcoming.welcome = named -> List.of(eve.keyPackage().reference());

        assertRefused(bensTablet, welcoming, WelcomeMismatchException.class);
    }

    @Test
    @DisplayName("A5 refuses a device whose certificate was revoked")
    void refusesARevokedDevice() {
        hospital.revoke(bensTablet);
        assertRefused(bensTablet, group.joining(bensTablet, null), RemovedDeviceException.class);
        hospital.uncertify(ben);
        assertRefused(ben, group.joining(ben, 1), CredentialRefusedException.class);
    }

    @Test
    void listsWhomMembersList() {
        commit(anna, group.commit(anna, 0).list(anna, ben, eve).add(eve.keyPackage()));

        assertThat(hospital.tx(() -> rejoining.conversations(eve.id, BEFORE_ALL)))
                .containsExactly(new ListedConversation(group.id, 2, true, false, 1));
    }

    @Test
    void refusesAListThatLacksSomebodyWhoIsThere() {
        assertRefused(anna, group.commit(anna, 0).list(anna), MemberListRefusedException.class);
        assertRefused(anna, group.commit(anna, 0).add(eve.keyPackage()), MemberListRefusedException.class);
        assertRefused(anna, group.commit(anna, 0).extend(Extensions.NONE), MemberListRefusedException.class);
        assertRefused(anna, group.commit(anna, 0).list(anna, ben, eve).withoutPath(), ProposalRefusedException.class);
    }
}
