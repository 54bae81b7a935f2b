package org.konsil.server.messaging.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.framing.ContentType;
import org.konsil.protocol.mls.framing.MlsMessage;
import org.konsil.protocol.mls.framing.Sender;
import org.konsil.protocol.mls.leaf.Extension;
import org.konsil.protocol.mls.leaf.Extensions;
import org.konsil.protocol.mls.leaf.LeafPlace;
import org.konsil.protocol.mls.leaf.LeafSource;
import org.konsil.protocol.mls.proposal.Proposal;
import org.konsil.protocol.mls.proposal.ProposalOrRef;
import org.konsil.protocol.mls.roster.MemberList;
import org.konsil.protocol.mls.welcome.GroupContext;
import org.konsil.protocol.mls.welcome.GroupInfo;
import org.konsil.server.device.CredentialRefusedException;
import org.konsil.server.device.DeviceId;
import org.konsil.server.messaging.Acceptance;
import org.konsil.server.messaging.ConversationExistsException;
import org.konsil.server.messaging.Envelope;
import org.konsil.server.messaging.ExternalSenderRefusedException;
import org.konsil.server.messaging.GroupInfoMismatchException;
import org.konsil.server.messaging.MemberListRefusedException;
import org.konsil.server.messaging.MessageId;
import org.konsil.server.messaging.MessageTooLargeException;
import org.konsil.server.messaging.NotMlsException;
import org.konsil.server.messaging.PastEpochException;
import org.konsil.server.messaging.ProposalRefusedException;
import org.konsil.server.messaging.SignatureInvalidException;
import org.konsil.server.messaging.TestCommit;
import org.konsil.server.messaging.TestDevice;
import org.konsil.server.messaging.TestGroup;
import org.konsil.server.messaging.TestHospital;
import org.konsil.server.messaging.UnknownConversationException;
import org.konsil.server.messaging.WelcomeMismatchException;
import org.konsil.server.messaging.WrongGroupException;
import org.konsil.server.messaging.WrongSenderException;
import org.konsil.server.messaging.WrongSuiteException;

@DisplayName("C1 what a device may submit")
class SubmissionTest {

    private static TestHospital hospital;

    private final TestDevice anna = hospital.enrol();
    private final TestDevice ben = hospital.enrol();
    private final TestDevice eve = hospital.enrol();
    private final TestGroup group = new TestGroup(anna, ben, eve);
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
    void resetClock() {
        hospital.resetClock();
    }

    private Extensions extensions() {
        return group.info.groupContext().extensions();
    }

    private Acceptance found() {
        return found(anna.id, group.founding());
    }

    private Acceptance found(DeviceId device, byte[] groupInfo) {
        return hospital.tx(() -> submission.found(device, group.id, groupInfo));
    }

    private Acceptance submit(TestDevice device, byte[] message) {
        return submit(device, TestGroup.newMessage(), message);
    }

    private Acceptance submit(TestDevice device, MessageId id, byte[] message) {
        return hospital.submit(device, group.id, id, message);
    }

    private Acceptance commit(TestDevice device, TestCommit commit) {
        Acceptance accepted = hospital.tx(() -> submission.commit(device.id, group.id, commit.make()));
        commit.apply();
        return accepted;
    }

    private void assertRefused(TestCommit commit, Class<? extends RuntimeException> refusal) {
        assertThatThrownBy(() -> commit(anna, commit)).isInstanceOf(refusal);
        assertThat(hospital.count("select epoch from conversation where id = '" + group.id + "'"))
                .isEqualTo(group.epoch());
        assertThat(hospital.count("select count(*) from membership where until_seq is null and conversation_id = '"
                        + group.id + "'"))
                .isEqualTo(group.leaves.size());
    }

    @Nested
    class Founding {

        @Test
        void beginsAConversationAndAnswersARepeatTheSame() {
            Acceptance first = found();
            hospital.pass(Duration.ofMinutes(3));

            assertThat(first).isEqualTo(new Acceptance(0, 0, first.receivedAt()));
            assertThat(found()).isEqualTo(first);
        }

        @Test
        void refusesATakenId() {
            found();
            GroupInfo other = TestGroup.info(group.context(0, 2, extensions()), group.leaves, 0)
                    .signed(anna.keys.getPrivate());

            assertThatThrownBy(() -> found(anna.id, MlsMessage.of(other).encode()))
                    .isInstanceOf(ConversationExistsException.class);
        }

        @Test
        void refusesAnotherDevicesLeaf() {
            assertThatThrownBy(() -> found(eve.id, group.founding())).isInstanceOf(WrongSenderException.class);
        }

        @Test
        void refusesARevokedDevice() {
            hospital.revoke(anna);

            assertThatThrownBy(SubmissionTest.this::found).isInstanceOf(CredentialRefusedException.class);
        }

        @Test
        void refusesAnotherSignature() {
            GroupInfo forged = group.info.signed(eve.keys.getPrivate());

            assertThatThrownBy(() -> found(anna.id, MlsMessage.of(forged).encode()))
                    .isInstanceOf(SignatureInvalidException.class);
        }

        @Test
        void refusesEveryChangedBit() {
            byte[] good = group.founding();

            for (int at = 0; at < good.length; at += 5) {
                byte[] bad = good.clone();
                bad[at] ^= 1;
                assertThatThrownBy(() -> found(anna.id, bad))
                        .isInstanceOfAny(
                                NotMlsException.class,
                                WrongGroupException.class,
                                WrongSuiteException.class,
                                SignatureInvalidException.class,
                                CredentialRefusedException.class,
                                GroupInfoMismatchException.class,
                                MemberListRefusedException.class,
                                ProposalRefusedException.class);
            }
        }

        @Test
        void refusesAnotherEpochGroupOrSuite() {
            assertFoundingRefused(group.context(1, 2, extensions()), GroupInfoMismatchException.class);
            assertFoundingRefused(group.context(0, 1, extensions()), WrongSuiteException.class);
            assertFoundingRefused(new TestGroup(anna).context(0, 2, extensions()), WrongGroupException.class);
        }

        @Test
        void refusesAListThatIsMissingForeignOrLacksTheFounder() {
            assertFoundingRefused(group.context(0, 2, Extensions.NONE), MemberListRefusedException.class);
            assertFoundingRefused(
                    group.context(0, 2, TestGroup.listing(List.of(ben.user()))), MemberListRefusedException.class);
            for (String foreign : List.of(
                    "im:" + ben.owner + "@elsewhere.example",
                    "im:" + ben.owner + "@x." + TestDevice.DOMAIN,
                    "im:" + ben.owner + "0@" + TestDevice.DOMAIN,
                    "im:ben@" + TestDevice.DOMAIN,
                    "im:a@b")) {
                Extensions list = TestGroup.listing(List.of(anna.user(), foreign));
                assertFoundingRefused(group.context(0, 2, list), MemberListRefusedException.class);
            }
            Extensions malformed = Extensions.NONE.with(MemberList.EXTENSION, writer -> writer.u8(3));
            assertFoundingRefused(group.context(0, 2, malformed), MemberListRefusedException.class);
        }

        @Test
        void refusesOtherExtensions() {
            assertFoundingRefused(
                    group.context(0, 2, extensions().with(0xF0FF, writer -> writer.u8(0))),
                    MemberListRefusedException.class);
        }

        @Test
        void refusesAGroupThatNobodyCouldComeBackTo() {
            GroupInfo shut = new GroupInfo(
                    group.info.groupContext(),
                    Extensions.NONE.with(Extension.RATCHET_TREE, TestGroup.tree(group.leaves)),
                    group.info.confirmationTag(),
                    0,
                    Bytes.EMPTY);
            GroupInfo bent = new GroupInfo(
                    group.info.groupContext(),
                    shut.extensions().with(Extension.EXTERNAL_PUB, writer -> writer.opaque(TestDevice.random(65))),
                    group.info.confirmationTag(),
                    0,
                    Bytes.EMPTY);
            for (GroupInfo info : List.of(shut, bent)) {
                byte[] bytes =
                        MlsMessage.of(info.signed(anna.keys.getPrivate())).encode();
                assertThatThrownBy(() -> found(anna.id, bytes)).isInstanceOf(GroupInfoMismatchException.class);
            }
        }

        @Test
        void answersOneOfTwoWhoFoundTheSameIdAtOnce() throws Exception {
            TestGroup other = new TestGroup(ben);
            GroupInfo same = TestGroup.info(
                            group.context(0, 2, TestGroup.listing(List.of(ben.user()))), other.leaves, 0)
                    .signed(ben.keys.getPrivate());
            CyclicBarrier begun = new CyclicBarrier(2);
            ExecutorService threads = Executors.newFixedThreadPool(2);
            try {
                List<Future<Acceptance>> answers = List.of(
                        threads.submit(() -> foundBeside(begun, anna, group.founding())),
                        threads.submit(() ->
                                foundBeside(begun, ben, MlsMessage.of(same).encode())));

                List<Throwable> refusals = new ArrayList<>();
                for (Future<Acceptance> answer : answers) {
                    try {
                        answer.get();
                    } catch (ExecutionException refused) {
                        refusals.add(refused.getCause());
                    }
                }

                assertThat(refusals).singleElement().isInstanceOf(ConversationExistsException.class);
            } finally {
                threads.shutdown();
            }
        }

        private Acceptance foundBeside(CyclicBarrier begun, TestDevice device, byte[] groupInfo) {
            return hospital.tx(() -> {
                try {
                    begun.await(30, TimeUnit.SECONDS);
                } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
                    throw new IllegalStateException(alone);
                }
                return submission.found(device.id, group.id, groupInfo);
            });
        }

        private void assertFoundingRefused(GroupContext context, Class<? extends RuntimeException> refusal) {
            GroupInfo made = TestGroup.info(context, group.leaves, 0);
            GroupInfo info = context.suite() == 2 ? made.signed(anna.keys.getPrivate()) : made;
            assertThatThrownBy(() -> found(anna.id, MlsMessage.of(info).encode()))
                    .isInstanceOf(refusal);
        }
    }

    @Nested
    class Messages {

        @BeforeEach
        void begin() {
            found();
        }

        @Test
        @DisplayName("C2 gives each the next number, and a repeat its first")
        void numbersMessages() {
            MessageId id = TestGroup.newMessage();
            byte[] bytes = group.message();

            Acceptance first = submit(anna, id, bytes);
            Acceptance second = submit(anna, group.message());
            hospital.pass(Duration.ofMinutes(2));
            Acceptance repeat = submit(anna, id, bytes);

            assertThat(first.seq()).isEqualTo(1);
            assertThat(second.seq()).isEqualTo(2);
            assertThat(repeat).isEqualTo(first);
            assertThat(first.receivedAt().getEpochSecond() % 60).isZero();
        }

        @Test
        @DisplayName("C1 refuses what is not MLS, and a message of 8 bytes that declares 1 GiB")
        void refusesWhatIsNotMls() {
            byte[] huge = {0, 1, 0, 2, (byte) 0xbf, (byte) 0xff, (byte) 0xff, (byte) 0xff};
            byte[] good = group.message();
            for (byte[] bad : List.of(
                    new byte[0],
                    "Grüße von Station 3".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                    huge,
                    Arrays.copyOf(good, good.length - 1),
                    Arrays.copyOf(good, good.length + 1),
                    group.founding(),
                    TestGroup.message(group.groupId, 0, ContentType.COMMIT, Bytes.EMPTY),
                    TestGroup.message(group.groupId, 0, ContentType.APPLICATION, TestDevice.random(5)))) {
                assertThatThrownBy(() -> submit(anna, bad)).isInstanceOf(NotMlsException.class);
            }
            assertThat(hospital.count("select last_seq from conversation where id = '" + group.id + "'"))
                    .isZero();
        }

        @Test
        void refusesWhatIsTooLarge() {
            assertThatThrownBy(() -> submit(anna, new byte[MessageCheck.MAX_BYTES + 1]))
                    .isInstanceOf(MessageTooLargeException.class);
        }

        @Test
        void refusesAnotherGroup() {
            byte[] other = new TestGroup(anna).message();

            assertThatThrownBy(() -> submit(anna, other)).isInstanceOf(WrongGroupException.class);
        }

        @Test
        void refusesWhoIsNoMemberAsIfThereWereNoConversation() {
            assertThatThrownBy(() -> submit(eve, group.message())).isInstanceOf(UnknownConversationException.class);
        }

        @Test
        void refusesEpochsThatHaveNotBegunOrAreTooOld() {
            assertThatThrownBy(() -> submit(anna, group.message(1))).isInstanceOf(PastEpochException.class);
            assertThatThrownBy(() -> submit(anna, group.message(-1))).isInstanceOf(PastEpochException.class);
            for (int epoch = 0; epoch < 3; epoch++) {
                commit(anna, group.commit(anna, 0).path());
            }
            assertThatThrownBy(() -> submit(anna, group.message(0))).isInstanceOf(PastEpochException.class);
            assertThat(submit(anna, group.message(1)).epoch()).isEqualTo(1);
        }

        @Test
        void refusesAnEpochInWhichTheDeviceWasNoMember() {
            commit(anna, group.commit(anna, 0).add(ben.keyPackage()));

            assertThatThrownBy(() -> submit(ben, group.message(0))).isInstanceOf(PastEpochException.class);
            assertThat(submit(ben, group.message(1)).seq()).isEqualTo(2);
        }

        @Test
        void refusesARemovedDevice() {
            commit(anna, group.commit(anna, 0).add(ben.keyPackage()));
            commit(anna, group.commit(anna, 0).remove(1));

            assertThatThrownBy(() -> submit(ben, group.message(1))).isInstanceOf(UnknownConversationException.class);
        }
    }

    @Nested
    class Commits {

        @BeforeEach
        void begin() {
            found();
        }

        @Test
        void addsRemovesAndRenews() {
            commit(anna, group.commit(anna, 0).add(ben.keyPackage()).add(eve.keyPackage()));
            commit(ben, group.commit(ben, 1).remove(2));
            Acceptance last = commit(anna, group.commit(anna, 0).path());

            assertThat(last.seq()).isEqualTo(3);
            assertThat(last.epoch()).isEqualTo(2);
            assertThat(hospital.count("select count(*) from membership where until_seq is null and conversation_id = '"
                            + group.id + "'"))
                    .isEqualTo(2);
        }

        @Test
        void takesARemovedDeviceInAgainAtTheFirstFreeLeaf() {
            commit(anna, group.commit(anna, 0).add(ben.keyPackage()).add(eve.keyPackage()));
            commit(anna, group.commit(anna, 0).remove(1));
            commit(anna, group.commit(anna, 0).add(ben.keyPackage()));

            assertThat(submit(ben, group.message()).seq()).isEqualTo(4);
        }

        @Test
        @DisplayName("C2 one commit ends an epoch; the loser gets the winner")
        void refusesAPastEpochAndNamesTheWinner() {
            commit(anna, group.commit(anna, 0).add(ben.keyPackage()));
            TestCommit mine = group.commit(ben, 1).path();
            TestCommit theirs = group.commit(anna, 0).path();
            SubmittedCommit won = theirs.make();
            hospital.tx(() -> submission.commit(anna.id, group.id, won));

            assertThatThrownBy(() -> hospital.tx(() -> submission.commit(ben.id, group.id, mine.make())))
                    .isInstanceOfSatisfying(PastEpochException.class, refusal -> {
                        Envelope winner = refusal.winner().orElseThrow();
                        assertThat(winner.body().bytes()).isEqualTo(won.commit());
                        assertThat(winner.message()).isEqualTo(theirs.message);
                        assertThat(winner.seq()).isEqualTo(2);
                    });
        }

        @Test
        void refusesAnEpochThatHasNotBegun() {
            TestCommit early = group.commit(anna, 0).path();
            early.epoch = 1;

            assertRefused(early, PastEpochException.class);
        }

        @Test
        void answersARepeatLikeTheFirstTimeThoughTheEpochIsOver() {
            TestCommit once = group.commit(anna, 0).add(ben.keyPackage());
            Acceptance first = commit(anna, once);

            assertThat(commit(anna, once)).isEqualTo(first);
        }

        @Test
        void refusesAnotherLeafAsSender() {
            commit(anna, group.commit(anna, 0).add(ben.keyPackage()));

            assertThatThrownBy(() -> commit(ben, group.commit(anna, 0).path()))
                    .isInstanceOf(WrongSenderException.class);
        }

        @Test
        void refusesOutsiders() {
            TestCommit outside = group.commit(anna, 0).path();
            outside.sender = new Sender.External(0);

            assertRefused(outside, ExternalSenderRefusedException.class);
            assertThatThrownBy(() -> commit(eve, group.commit(eve, 0).path()))
                    .isInstanceOf(UnknownConversationException.class);
        }

        @Test
        void refusesAnotherKeysSignature() {
            TestCommit forged = group.commit(anna, 0).path();
            forged.key = eve.keys.getPrivate();

            assertRefused(forged, SignatureInvalidException.class);
        }

        @Test
        void refusesAnotherGroupAndReadableData() {
            TestCommit other = group.commit(anna, 0).path();
            other.groupId = TestDevice.random(16);
            assertRefused(other, WrongGroupException.class);
            TestCommit readable = group.commit(anna, 0).path();
            readable.readable = TestDevice.random(3);
            assertRefused(readable, NotMlsException.class);
        }

        @Test
        void refusesOtherProposals() {
            for (Proposal proposal : List.of(
                    new Proposal.ReInit(group.groupId, 1, 2, Extensions.NONE),
                    new Proposal.ExternalInit(TestDevice.point()),
                    new Proposal.Update(group.leaves.get(0)),
                    new Proposal.Remove(0),
                    new Proposal.Remove(7))) {
                assertRefused(group.commit(anna, 0).propose(proposal).path(), ProposalRefusedException.class);
            }
            assertRefused(
                    group.commit(anna, 0)
                            .propose(new ProposalOrRef.Reference(TestDevice.random(32)))
                            .path(),
                    ProposalRefusedException.class);
        }

        @Test
        void refusesACommitWithoutAPathThatNeedsOne() {
            assertRefused(group.commit(anna, 0), ProposalRefusedException.class);
            commit(anna, group.commit(anna, 0).add(ben.keyPackage()));
            assertRefused(group.commit(anna, 0).remove(1).withoutPath(), ProposalRefusedException.class);
        }

        @Test
        void refusesAPathLeafThatIsNotTheSendersOwn() {
            LeafSource source = new LeafSource.InCommit(TestDevice.random(32));
            LeafPlace place = new LeafPlace(group.groupId, 0);

            TestCommit foreign = group.commit(anna, 0).path(eve.sign(eve.leaf(source), place));
            foreign.infoKey = eve.keys.getPrivate();
            assertRefused(foreign, WrongSenderException.class);
            assertRefused(
                    group.commit(anna, 0).path(anna.sign(anna.leaf(source), new LeafPlace(group.groupId, 1))),
                    SignatureInvalidException.class);
        }

        @Test
        @DisplayName("A5 refuses to add a device without a current certificate")
        void refusesToAddAStranger() {
            assertRefused(group.commit(anna, 0).add(new TestDevice().keyPackage()), CredentialRefusedException.class);
            hospital.revoke(ben);
            assertRefused(group.commit(anna, 0).add(ben.keyPackage()), CredentialRefusedException.class);
            assertRefused(
                    group.commit(anna, 0)
                            .add(eve.keyPackage(
                                    eve.leaf(new LeafSource.InKeyPackage(TestDevice.lifetime()), anna.credential()),
                                    TestDevice.point())),
                    CredentialRefusedException.class);
        }

        @Test
        void refusesTheSameDeviceTwice() {
            assertRefused(
                    group.commit(anna, 0).add(ben.keyPackage()).add(ben.keyPackage()), ProposalRefusedException.class);
            assertRefused(group.commit(anna, 0).add(anna.keyPackage()), ProposalRefusedException.class);
        }

        @Test
        void refusesAWelcomeThatDoesNotFit() {
            TestCommit missing = group.commit(anna, 0).add(ben.keyPackage());
            missing.welcome = named -> List.of();
            assertRefused(missing, WelcomeMismatchException.class);
            TestCommit other = group.commit(anna, 0).add(ben.keyPackage());
            other.welcome = named -> List.of(eve.keyPackage().reference());
            assertRefused(other, WelcomeMismatchException.class);
            TestCommit more = group.commit(anna, 0).add(ben.keyPackage());
            more.welcome = named -> List.of(named.get(0), named.get(0));
            assertRefused(more, WelcomeMismatchException.class);
            TestCommit needless = group.commit(anna, 0).path();
            needless.welcome = named -> List.of(ben.keyPackage().reference());
            assertRefused(needless, WelcomeMismatchException.class);
        }

        @Test
        void refusesAGroupInfoThatDoesNotFit() {
            assertInfoRefused(made -> TestCommit.with(made, group.context(2, 2, extensions())));
            assertInfoRefused(made -> new GroupInfo(
                    made.groupContext(),
                    Extensions.NONE.with(Extension.RATCHET_TREE, TestGroup.tree(group.leaves)),
                    made.confirmationTag(),
                    made.signer(),
                    made.signature()));
            assertInfoRefused(made -> TestCommit.with(
                    made,
                    group.context(
                            1,
                            2,
                            extensions()
                                    .with(
                                            Extension.REQUIRED_CAPABILITIES,
                                            out -> out.u8(0).u8(0).u8(0)))));
            assertInfoRefused(made -> new GroupInfo(
                    made.groupContext(), made.extensions(), TestDevice.random(32), made.signer(), made.signature()));
            assertInfoRefused(made -> TestGroup.info(made.groupContext(), group.leaves, 0));
            assertInfoRefused(made -> new GroupInfo(
                    made.groupContext(), Extensions.NONE, made.confirmationTag(), made.signer(), made.signature()));
            TestCommit forged = group.commit(anna, 0).path();
            forged.infoKey = eve.keys.getPrivate();
            assertRefused(forged, SignatureInvalidException.class);
        }

        private void assertInfoRefused(java.util.function.UnaryOperator<GroupInfo> change) {
            TestCommit commit = group.commit(anna, 0).path();
            commit.info = change;
            assertRefused(commit, GroupInfoMismatchException.class);
        }
    }
}
