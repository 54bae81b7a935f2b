package org.konsil.server.messaging.removal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.pki.status.ChainRefusedException;
import org.konsil.pki.status.DeliveryKeyValidator;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.framing.Content;
import org.konsil.protocol.mls.framing.MlsMessage;
import org.konsil.protocol.mls.framing.PublicMessage;
import org.konsil.protocol.mls.framing.Sender;
import org.konsil.protocol.mls.leaf.Credential;
import org.konsil.protocol.mls.leaf.Extension;
import org.konsil.protocol.mls.leaf.Extensions;
import org.konsil.protocol.mls.leaf.ExternalSender;
import org.konsil.protocol.mls.proposal.Proposal;
import org.konsil.server.device.DeviceRemoved;
import org.konsil.server.device.DeviceSilent;
import org.konsil.server.messaging.Acceptance;
import org.konsil.server.messaging.DeliveryKeyRefusedException;
import org.konsil.server.messaging.Envelope;
import org.konsil.server.messaging.EnvelopeKind;
import org.konsil.server.messaging.PastEpochException;
import org.konsil.server.messaging.RemovalPendingException;
import org.konsil.server.messaging.TestCommit;
import org.konsil.server.messaging.TestDevice;
import org.konsil.server.messaging.TestGroup;
import org.konsil.server.messaging.TestHospital;
import org.konsil.server.messaging.delivery.Delivery;
import org.konsil.server.messaging.signing.DeliveryKeys;
import org.konsil.server.messaging.submission.Submission;

@DisplayName("A5 the server's own removals")
class GroupRemovalsTest {

    private static final CipherSuite SUITE = CipherSuite.P256;
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private static TestHospital hospital;

    private final TestDevice anna = hospital.enrol();
    private final TestDevice ben = hospital.enrol();
    private final TestDevice eve = hospital.enrol();
    private final TestGroup group = new TestGroup(anna, ben, eve);
    private final Submission submission = hospital.door(Submission.class);
    private final RemovedDevices removal = hospital.door(RemovedDevices.class);

    @BeforeAll
    static void open() throws IOException {
        hospital = new TestHospital();
    }

    @AfterAll
    static void close() throws IOException {
        hospital.close();
    }

    /** Anna is at leaf 0, Ben at 1, Eve at 2. */
    @BeforeEach
    void found() {
        hospital.resetClock();
        hospital.tx(() -> submission.found(anna.id, group.id, group.founding()));
        commit(
                anna,
                group.commit(anna, 0)
                        .add(ben.keyPackage())
                        .add(eve.keyPackage())
                        .path());
    }

    private ExternalSender server() {
        return sender(hospital.tx(() -> hospital.signing.keys().published()));
    }

    private static ExternalSender sender(List<byte[]> chain) {
        try {
            Bytes key = SUITE.encodeSignatureKey(new DeliveryKeyValidator(hospital.signing.root())
                    .validate(chain)
                    .getPublicKey());
            return new ExternalSender(
                    key, new Credential.X509(chain.stream().map(Bytes::of).toList()));
        } catch (ChainRefusedException e) {
            throw new AssertionError(e);
        }
    }

    private Extensions listing(ExternalSender... senders) {
        return TestGroup.listing(List.of(anna.user(), ben.user(), eve.user()))
                .with(Extension.EXTERNAL_SENDERS, ExternalSender.listOf(List.of(senders)));
    }

    private void listServer() {
        commit(anna, group.commit(anna, 0).extend(listing(server())));
    }

    private Acceptance commit(TestDevice device, TestCommit commit) {
        Acceptance accepted = hospital.tx(() -> submission.commit(device.id, group.id, commit.make()));
        commit.apply();
        return accepted;
    }

    private void putOut(TestDevice device) {
        hospital.revoke(device);
        hospital.wiring.inTransaction(() -> removal.putOut(new DeviceRemoved(device.id, device.owner, now())));
    }

    private Instant now() {
        return hospital.door(Clock.class).instant();
    }

    private List<Envelope> proposals() {
        return hospital.tx(() -> hospital.door(Delivery.class).next(anna.id, group.id, 0)).envelopes().stream()
                .filter(envelope -> envelope.body().kind() == EnvelopeKind.PROPOSAL)
                .toList();
    }

    private PublicMessage proposal() {
        List<Envelope> all = proposals();
        return MlsMessage.decode(all.get(all.size() - 1).body().bytes())
                .findPublicMessage()
                .orElseThrow();
    }

    private Bytes reference() {
        return proposal().authenticated().proposalReference(SUITE);
    }

    private long rows() {
        return hospital.count("select count(*) from group_removal where conversation_id = '" + group.id + "'");
    }

    private void send(TestDevice device, long epoch) {
        hospital.submit(device, group.id, TestGroup.newMessage(), group.message(epoch));
    }

    @Test
    void proposesToRemoveADeviceThatWasPutOutInTheSameTransaction() {
        listServer();
        ExternalSender server = server();
        putOut(eve);
        putOut(eve);

        assertThat(proposals()).hasSize(1);
        PublicMessage message = proposal();
        assertThat(message.content().epoch()).isEqualTo(group.epoch());
        assertThat(message.content().sender()).isEqualTo(new Sender.External(0));
        assertThat(message.content().content()).isEqualTo(new Content.OneProposal(new Proposal.Remove(2)));
        message.authenticated()
                .requireSignedBy(SUITE.signatureKey(server.signatureKey()), SUITE, group.info.groupContext());
    }

    @Test
    void refusesACommitThatLeavesItOutAndSaysWhatIsPending() {
        listServer();
        putOut(eve);
        long epoch = group.epoch();

        for (TestCommit without :
                List.of(group.commit(anna, 0).path(), group.commit(anna, 0).remove(2))) {
            RemovalPendingException refusal = catchThrowableOfType(
                    RemovalPendingException.class,
                    () -> hospital.tx(() -> submission.commit(anna.id, group.id, without.make())));
            assertThat(refusal.pending()).usingRecursiveComparison().isEqualTo(proposals());
        }
        assertThat(hospital.count("select epoch from conversation where id = '" + group.id + "'"))
                .isEqualTo(epoch);
    }

    @Test
    void isOverWithTheCommitThatReferencesIt() {
        listServer();
        putOut(eve);
        long epoch = group.epoch();

        Acceptance accepted = commit(ben, group.commit(ben, 1).reference(reference(), 2));

        assertThat(accepted.epoch()).isEqualTo(epoch);
        assertThat(hospital.count("select epoch from conversation where id = '" + group.id + "'"))
                .isEqualTo(epoch + 1);
        assertThat(hospital.count("select count(*) from membership where until_seq is null and conversation_id = '"
                        + group.id + "'"))
                .isEqualTo(2);
        assertThat(rows()).isZero();
        assertThat(proposals()).hasSize(1);
        commit(anna, group.commit(anna, 0).path());
    }

    @Test
    void isProposedAnewAfterAnExternalCommitWhichKnowsNoProposals() {
        listServer();
        putOut(eve);
        long epoch = group.epoch();
        hospital.pass(Duration.ofSeconds(20));

        commit(ben, group.joining(ben, 1));

        assertThat(proposals()).hasSize(2);
        assertThat(proposal().content().epoch()).isEqualTo(epoch + 1);
        assertThatThrownBy(() -> commit(anna, group.commit(anna, 0).path()))
                .isInstanceOf(RemovalPendingException.class);
        // It counts from when the device was put out, not from when it was proposed again.
        hospital.pass(Duration.ofSeconds(10));
        assertThatThrownBy(() -> send(anna, epoch + 1)).isInstanceOf(RemovalPendingException.class);
        commit(anna, group.commit(anna, 0).reference(reference(), 2));
        assertThat(rows()).isZero();
    }

    @Test
    void takesMessagesThatTheDeviceCouldReadUntilTheDeadlineAndNoLonger() {
        listServer();
        putOut(eve);
        long epoch = group.epoch();

        hospital.pass(DEADLINE.minusMillis(1));
        send(anna, epoch);
        hospital.pass(Duration.ofMillis(1));
        assertThatThrownBy(() -> send(anna, epoch)).isInstanceOf(RemovalPendingException.class);

        commit(anna, group.commit(anna, 0).reference(reference(), 2));
        assertThatThrownBy(() -> send(ben, epoch)).isInstanceOf(PastEpochException.class);
        send(ben, epoch + 1);
    }

    @Test
    void waitsForAKeyThatSignsAndLosesNothingMeanwhile() throws IOException {
        listServer();
        GroupRemovals removals = hospital.door(GroupRemovals.class);
        DeliveryKeys working = removals.keys;
        removals.keys = hospital.signing.keys("another-password");
        try {
            putOut(eve);
        } finally {
            removals.keys = working;
        }
        assertThat(rows()).isEqualTo(1);
        assertThat(proposals()).isEmpty();
        assertThat(hospital.tx(() -> removals.open(500))).contains(group.id);

        hospital.wiring.inTransaction(() -> removals.proposeAgain(group.id));

        assertThat(proposals()).hasSize(1);
        assertThat(hospital.tx(() -> removals.open(500))).doesNotContain(group.id);
    }

    @Test
    void waitsForAGroupToListTheServer() {
        putOut(eve);
        assertThat(proposals()).isEmpty();
        commit(ben, group.commit(ben, 1).path());

        listServer();

        assertThat(proposals()).hasSize(1);
    }

    @Test
    void isUnneededForADeviceThatCameBackByItself() {
        listServer();
        hospital.wiring.inTransaction(() -> removal.putOut(new DeviceSilent(eve.id, eve.owner, now())));
        assertThat(proposals()).hasSize(1);

        commit(eve, group.joining(eve, 2));

        assertThat(rows()).isZero();
        assertThat(proposals()).hasSize(1);
        commit(anna, group.commit(anna, 0).path());
    }

    @Test
    @DisplayName("of a silent device: its owner stays on the list, and it comes back by itself")
    void leavesItsOwnerOnTheList() {
        listServer();
        hospital.wiring.inTransaction(() -> removal.putOut(new DeviceSilent(eve.id, eve.owner, now())));
        commit(anna, group.commit(anna, 0).reference(reference(), 2));
        assertThat(group.leaves).hasSize(2);

        commit(eve, group.joining(eve, null));

        assertThat(group.leaves).hasSize(3);
        assertThat(rows()).isZero();
        send(eve, group.epoch());
    }

    @Test
    void isOfThisServerAloneAndStaysIt() {
        ExternalSender foreign = new ExternalSender(SUITE.encodeSignatureKey(anna.keys.getPublic()), anna.credential());
        TestCommit other = group.commit(anna, 0).extend(listing(server(), foreign));
        assertThatThrownBy(() -> commit(anna, other)).isInstanceOf(DeliveryKeyRefusedException.class);

        listServer();
        TestCommit without =
                group.commit(anna, 0).extend(TestGroup.listing(List.of(anna.user(), ben.user(), eve.user())));
        assertThatThrownBy(() -> commit(anna, without)).isInstanceOf(DeliveryKeyRefusedException.class);
    }

    @Test
    void signsOnWithTheFormerKeyWhileAGroupListsIt() throws IOException {
        listServer();
        ExternalSender former = server();
        hospital.pass(Duration.ofDays(310));
        assertThat(server()).isNotEqualTo(former);

        hospital.wiring.inTransaction(() -> hospital.door(GroupRemovals.class).putOut(eve.id, now()));

        proposal()
                .authenticated()
                .requireSignedBy(SUITE.signatureKey(former.signatureKey()), SUITE, group.info.groupContext());
    }
}
