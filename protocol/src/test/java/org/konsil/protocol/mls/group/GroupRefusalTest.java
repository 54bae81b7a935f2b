package org.konsil.protocol.mls.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.protocol.mls.Device;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsFormatException;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.framing.Content;
import org.konsil.protocol.mls.framing.FramedContent;
import org.konsil.protocol.mls.framing.MlsMessage;
import org.konsil.protocol.mls.framing.PublicMessage;
import org.konsil.protocol.mls.framing.Sender;
import org.konsil.protocol.mls.framing.WireFormat;
import org.konsil.protocol.mls.leaf.Capabilities;
import org.konsil.protocol.mls.leaf.Credential;
import org.konsil.protocol.mls.leaf.Extension;
import org.konsil.protocol.mls.leaf.Extensions;
import org.konsil.protocol.mls.leaf.ExternalSender;
import org.konsil.protocol.mls.leaf.KeyPackage;
import org.konsil.protocol.mls.leaf.LeafNode;
import org.konsil.protocol.mls.leaf.Lifetime;
import org.konsil.protocol.mls.leaf.RequiredCapabilities;
import org.konsil.protocol.mls.proposal.Proposal;
import org.konsil.protocol.mls.welcome.GroupContext;
import org.konsil.protocol.mls.welcome.GroupInfo;
import org.konsil.protocol.mls.welcome.GroupSecrets;
import org.konsil.protocol.mls.welcome.Welcome;

@DisplayName("C1 what a group refuses, and that it stays as it was")
class GroupRefusalTest {

    private final Hospital hospital = new Hospital();
    private final GroupEnvironment environment = hospital.environment();
    private final Device server = Device.p256("server");
    private final Identity annas = Hospital.identity("anna", CipherSuite.P256);
    private final Identity bens = Hospital.identity("ben", CipherSuite.P256);
    private final Identity coras = Hospital.identity("cora", CipherSuite.P256);
    private MlsGroup anna;
    private MlsGroup ben;
    private MlsGroup cora;

    @BeforeEach
    void threeMembers() {
        Extensions extensions = Extensions.NONE.with(
                Extension.EXTERNAL_SENDERS,
                ExternalSender.listOf(List.of(new ExternalSender(server.signatureKey(), server.credential))));
        anna = MlsGroup.create(annas, Bytes.of(new byte[16]), extensions, environment);
        OwnKeyPackage first = newKeyPackage(bens);
        OwnKeyPackage second = newKeyPackage(coras);
        StagedCommit staged = anna.commit(CommitPlan.adding(first.keyPackage(), second.keyPackage()));
        anna.accept(staged);
        ben = MlsGroup.join(bens, first, welcome(staged), null, environment);
        cora = MlsGroup.join(coras, second, welcome(staged), null, environment);
    }

    private static OwnKeyPackage newKeyPackage(Identity identity) {
        return identity.newKeyPackage(Device.p256("x").lifetime());
    }

    private static Welcome welcome(StagedCommit staged) {
        return staged.welcome().orElseThrow().findWelcome().orElseThrow();
    }

    static void assertFault(Fault fault, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        MlsValidationException.class,
                        refused -> assertThat(refused.fault()).isEqualTo(fault));
    }

    @Test
    @DisplayName("B1 a member welcomed without a path secret follows every later commit")
    void followsCommitsAfterAWelcomeWithoutPathSecret() {
        Identity doras = Hospital.identity("dora", CipherSuite.P256);
        OwnKeyPackage own = newKeyPackage(doras);
        ben.accept(everybody(ben, ben.commit(CommitPlan.refreshing())));
        StagedCommit addOnly = everybody(anna, anna.commit(CommitPlan.adding(own.keyPackage())));
        anna.accept(addOnly);
        MlsGroup dora = MlsGroup.join(doras, own, welcome(addOnly), null, environment);

        for (MlsGroup committer : List.of(ben, cora, anna, ben)) {
            StagedCommit staged = everybody(committer, committer.commit(CommitPlan.refreshing()));
            MlsGroupTest.receive(dora, staged.commit());
            committer.accept(staged);
            MlsGroupTest.agree(committer, dora);
        }
    }

    private StagedCommit everybody(MlsGroup but, StagedCommit staged) {
        for (MlsGroup member : List.of(anna, ben, cora)) {
            if (member != but) {
                MlsGroupTest.receive(member, staged.commit());
            }
        }
        return staged;
    }

    @Test
    @DisplayName("B2 a certificate of another key is refused in an Add")
    void refusesAnAddWithSomebodyElsesCertificate() {
        Device mallory = Device.p256("mallory");
        Identity stolen = new Identity(
                CipherSuite.P256,
                mallory.privateKey(),
                mallory.signatureKey(),
                annas.credential(),
                annas.capabilities(),
                Extensions.NONE);
        KeyPackage keyPackage = newKeyPackage(stolen).keyPackage();

        assertFault(Fault.CERTIFICATE_KEY_MISMATCH, () -> anna.commit(CommitPlan.adding(keyPackage)));
        MlsMessage proposal = ben.propose(new Proposal.Add(keyPackage));
        MlsGroupTest.receive(anna, proposal);
        assertFault(Fault.CERTIFICATE_KEY_MISMATCH, () -> anna.commit(CommitPlan.of()));
    }

    @Test
    @DisplayName("B3 T7 a stranger joins by no external commit and evicts nobody; a device replaces itself alone")
    void refusesExternalCommitsOfStrangersAndEvictions() {
        GroupInfo info = anna.groupInfo(true);
        Identity strangers = Hospital.identity("stranger", CipherSuite.P256);

        ExternalJoin uninvited = MlsGroup.joinExternally(strangers, info, null, null, environment);
        ExternalJoin evicting = MlsGroup.joinExternally(strangers, info, null, 1L, environment);
        ExternalJoin foreign =
                MlsGroup.joinExternally(Hospital.identity("ben", CipherSuite.P256), info, null, 2L, environment);
        for (ExternalJoin bad : List.of(uninvited, evicting, foreign)) {
            assertFault(Fault.CREDENTIAL_NOT_ACCEPTED, () -> MlsGroupTest.receive(anna, bad.commit()));
        }

        ExternalJoin good = MlsGroup.joinExternally(bens, info, null, 1L, environment);
        MlsGroupTest.receive(anna, good.commit());
        MlsGroupTest.receive(cora, good.commit());
        MlsGroup again = good.enter();
        MlsGroupTest.agree(anna, again);
        MlsGroupTest.say(again, cora, "wieder da");
    }

    @Test
    @DisplayName("B5 huge leaf indices and generations are refused at once")
    void refusesHugeNumbers() {
        for (long leaf : new long[] {3, 1 << 30, 0xffff_ffffL}) {
            FramedContent content = new FramedContent(
                    anna.context().groupId(),
                    anna.context().epoch(),
                    new Sender.Member(leaf),
                    Bytes.EMPTY,
                    new Content.OneProposal(new Proposal.Remove(0)));
            assertThatThrownBy(() -> anna.receive(MlsMessage.of(new PublicMessage(
                            content,
                            MlsGroupTest.authOf(ben.propose(new Proposal.Remove(2))),
                            Bytes.of(new byte[32])))))
                    .isInstanceOf(MlsValidationException.class);
            assertFault(Fault.UNKNOWN_LEAF, () -> anna.commit(CommitPlan.removing(leaf)));
        }
    }

    @Test
    @DisplayName("B6 four threads use one group at once")
    void isThreadSafe() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<MlsMessage>> sealed = new ArrayList<>();
            // No more than the keys that are kept for messages that come out of order.
            for (int at = 0; at < 60; at++) {
                Callable<MlsMessage> seal = () -> anna.seal(new byte[20], Bytes.EMPTY);
                sealed.add(threads.submit(seal));
            }
            List<Future<Received>> opened = new ArrayList<>();
            for (Future<MlsMessage> message : sealed) {
                MlsMessage sent = message.get();
                opened.add(threads.submit(() -> ben.receive(sent)));
            }
            for (Future<Received> message : opened) {
                assertThat(message.get()).isInstanceOf(Received.Application.class);
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    @DisplayName(
            "B8 T5 the sender of a message is known, and what it authenticated; B11 no one opens a message twice, nor its own")
    void refusesReplay() {
        MlsMessage message = anna.seal(new byte[] {1}, Bytes.of(new byte[] {2}));

        Received received = ben.receive(message);

        assertThat(received).isInstanceOfSatisfying(Received.Application.class, application -> {
            assertThat(Hospital.name(application.senderLeaf())).isEqualTo("CN=anna");
            assertThat(application.authenticatedData()).isEqualTo(Bytes.of(new byte[] {2}));
        });
        assertFault(Fault.KEY_USED_OR_GONE, () -> ben.receive(message));
        assertFault(Fault.KEY_USED_OR_GONE, () -> anna.receive(message));
    }

    @Test
    @DisplayName("B11 a late message of the last epochs is read, an older one is not")
    void readsLateMessages() {
        MlsMessage late = anna.seal(new byte[] {1}, Bytes.EMPTY);
        MlsMessage later = anna.seal(new byte[] {2}, Bytes.EMPTY);
        for (int epochs = 0; epochs < 2; epochs++) {
            anna.accept(everybody(anna, anna.commit(CommitPlan.refreshing())));
        }
        assertThat(ben.receive(late)).isInstanceOf(Received.Application.class);
        anna.accept(everybody(anna, anna.commit(CommitPlan.refreshing())));
        assertFault(Fault.WRONG_EPOCH, () -> ben.receive(later));
    }

    @Test
    @DisplayName("B11 a device that cannot do what the group requires is refused")
    void refusesMissingCapabilities() {
        Extensions required = anna.context()
                .extensions()
                .with(Extension.REQUIRED_CAPABILITIES, new RequiredCapabilities(List.of(0xf001), List.of(), List.of()));

        assertFault(
                Fault.CAPABILITIES_MISSING,
                () -> anna.commit(CommitPlan.of(new Proposal.GroupContextExtensions(required))));
        Identity basicOnly = new Identity(
                coras.suite(),
                coras.signingKey(),
                coras.signatureKey(),
                coras.credential(),
                Capabilities.of(List.of(2), List.of(Credential.BASIC)),
                Extensions.NONE);
        assertFault(
                Fault.CAPABILITIES_MISSING,
                () -> anna.commit(CommitPlan.adding(newKeyPackage(basicOnly).keyPackage())));
    }

    @Test
    @DisplayName("B12 the same commit may be made twice in an epoch, with either suite")
    void makesACommitAgain() {
        for (CipherSuite suite : CipherSuite.values()) {
            Identity self = Hospital.identity("anna", suite);
            MlsGroup group = MlsGroup.create(self, Bytes.of(new byte[16]), Extensions.NONE, environment);
            KeyPackage added = newKeyPackage(Hospital.identity("ben", suite)).keyPackage();
            group.commit(CommitPlan.adding(added)).close();
            group.accept(group.commit(CommitPlan.adding(added)));
            assertThat(group.roster().size()).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("B12 two Welcomes of one commit never share a key, with the tree and without")
    void sealsEachWelcomeWithAKeyOfItsOwn() {
        for (CipherSuite suite : CipherSuite.values()) {
            Identity self = Hospital.identity("anna", suite);
            MlsGroup group = MlsGroup.create(self, Bytes.of(new byte[16]), Extensions.NONE, environment);
            OwnKeyPackage added = newKeyPackage(Hospital.identity("ben", suite));
            Set<SecretBytes> joiners = new HashSet<>();
            for (boolean withTree : new boolean[] {true, false, false}) {
                List<Proposal> add = List.of(new Proposal.Add(added.keyPackage()));
                StagedCommit staged = group.commit(new CommitPlan(add, false, withTree, Bytes.EMPTY));
                Welcome welcome = welcome(staged);
                byte[] context = welcome.encryptedGroupInfo().toArray();
                joiners.add(suite.decryptWithLabel(
                                added.init(),
                                "Welcome",
                                context,
                                welcome.secrets().get(0).sealed())
                        .read(GroupSecrets::read)
                        .joiner());
            }

            assertThat(joiners).hasSize(3);
        }
    }

    @Test
    @DisplayName("T3 external_pub carries its length, and one without is refused")
    void writesTheExternalKeyAsAVector() {
        GroupInfo info = anna.groupInfo(true);
        byte[] content =
                info.extensions().find(Extension.EXTERNAL_PUB).orElseThrow().toArray();
        byte[] bare = Arrays.copyOfRange(content, 2, content.length);
        Extensions wrong = info.extensions().with(Extension.EXTERNAL_PUB, writer -> writer.raw(bare));
        GroupInfo bad = new GroupInfo(info.groupContext(), wrong, info.confirmationTag(), 0, Bytes.EMPTY)
                .signed(annas.signingKey());

        assertThat(content).hasSize(67).startsWith(0x40, 65, 4);
        assertThatThrownBy(() -> MlsGroup.joinExternally(bens, bad, null, 1L, environment))
                .isInstanceOf(MlsFormatException.class);
    }

    @Test
    @DisplayName("B10 a leaf's certificates, lifetime and capabilities are built and read without detours")
    void buildsAndReadsLeaves() {
        LeafNode leaf = ben.roster().require(1);
        Credential.X509 chain = (Credential.X509) leaf.credential();
        Capabilities able = new Capabilities(List.of(1), List.of(2), List.of(0xf001), List.of(), List.of(2));
        Lifetime lifetime = Lifetime.of(Device.NOW, Device.NOW.plusSeconds(60));

        assertThat(chain.certificates()).isEqualTo(((Credential.X509) bens.credential()).certificates());
        assertThat(MlsReader.readAll(able.encode(), Capabilities::read)).isEqualTo(able);
        assertThat(MlsReader.readAll(lifetime.encode(), Lifetime::read)).isEqualTo(lifetime);
        assertThat(leaf.capabilities().credentials()).containsExactly(Credential.X509);
    }

    @Test
    @DisplayName(
            "a commit mixes in pre-shared keys, of elsewhere and of an epoch before; who does not have them is left behind")
    void mixesInPreSharedKeys() {
        GroupEnvironment knowing = new GroupEnvironment(
                hospital,
                id -> Optional.of(SecretBytes.copyOf(id.toArray())),
                environment.clock(),
                WireFormat.PUBLIC_MESSAGE,
                256);
        MlsGroup annaKnows = anna.save().restore(annas, knowing);
        MlsGroup benKnows = ben.save().restore(bens, knowing);
        OwnKeyPackage own = newKeyPackage(Hospital.identity("dora", CipherSuite.P256));
        GroupContext before = anna.context();
        annaKnows.accept(receive(benKnows, annaKnows.commit(CommitPlan.refreshing())));

        StagedCommit staged = annaKnows.commit(CommitPlan.of(
                CommitPlan.externalPsk(Bytes.of(new byte[32])),
                CommitPlan.resumptionPsk(before),
                new Proposal.Remove(2)));
        annaKnows.accept(receive(benKnows, staged));
        MlsGroupTest.agree(annaKnows, benKnows);
        StagedCommit adding = annaKnows.commit(
                CommitPlan.of(CommitPlan.externalPsk(Bytes.of(new byte[16])), new Proposal.Add(own.keyPackage())));
        annaKnows.accept(receive(benKnows, adding));
        MlsGroup dora = MlsGroup.join(Hospital.identity("dora", CipherSuite.P256), own, welcome(adding), null, knowing);
        MlsGroupTest.agree(annaKnows, dora);

        StagedCommit unknown = annaKnows.commit(CommitPlan.of(CommitPlan.externalPsk(Bytes.of(new byte[8]))));
        MlsGroup ignorant = benKnows.save().restore(bens, environment);
        assertFault(Fault.PSK_UNKNOWN, () -> ignorant.receive(unknown.commit()));
        assertFault(Fault.PSK_UNKNOWN, () -> anna.commit(CommitPlan.of(CommitPlan.externalPsk(Bytes.of(new byte[8])))));
    }

    private static StagedCommit receive(MlsGroup group, StagedCommit staged) {
        MlsGroupTest.receive(group, staged.commit());
        return staged;
    }

    @Test
    @DisplayName("T4 a GroupContextExtensions commit has a path; T2 external_senders is a vector")
    void changesTheGroupsExtensions() {
        Device other = Device.p256("server");
        Extensions two = Extensions.NONE.with(
                Extension.EXTERNAL_SENDERS,
                ExternalSender.listOf(List.of(
                        new ExternalSender(server.signatureKey(), server.credential),
                        new ExternalSender(other.signatureKey(), other.credential))));

        StagedCommit staged = everybody(anna, anna.commit(CommitPlan.of(new Proposal.GroupContextExtensions(two))));
        anna.accept(staged);

        Content content =
                staged.commit().findPublicMessage().orElseThrow().content().content();
        assertThat(((Content.OneCommit) content).commit().path()).isNotNull();
        assertThat(ben.context().extensions()).isEqualTo(two);
        MlsGroupTest.agree(anna, cora);
    }

    @Test
    @DisplayName("T8 the same key twice, an expired key package and a revoked device are refused")
    void refusesKeysTwiceExpiredAndRevoked() {
        OwnKeyPackage own = newKeyPackage(Hospital.identity("dora", CipherSuite.P256));
        KeyPackage expired = Hospital.identity("dora", CipherSuite.P256)
                .newKeyPackage(new org.konsil.protocol.mls.leaf.Lifetime(1, 2))
                .keyPackage();
        hospital.revoked.add("CN=eve");
        KeyPackage revoked =
                newKeyPackage(Hospital.identity("eve", CipherSuite.P256)).keyPackage();

        assertFault(Fault.KEYS_NOT_UNIQUE, () -> anna.commit(CommitPlan.adding(own.keyPackage(), own.keyPackage())));
        assertFault(
                Fault.KEYS_NOT_UNIQUE,
                () -> anna.commit(CommitPlan.adding(newKeyPackage(bens).keyPackage())));
        assertFault(Fault.LIFETIME_NOT_CURRENT, () -> anna.commit(CommitPlan.adding(expired)));
        assertFault(Fault.CREDENTIAL_NOT_ACCEPTED, () -> anna.commit(CommitPlan.adding(revoked)));
    }

    @Test
    void refusesWhatTheServerMayNotPropose() {
        Proposal add = new Proposal.Add(
                newKeyPackage(Hospital.identity("dora", CipherSuite.P256)).keyPackage());
        Proposal extensions = new Proposal.GroupContextExtensions(Extensions.NONE);
        for (Proposal proposal : List.of(add, extensions)) {
            assertFault(Fault.PROPOSAL_NOT_ALLOWED, () -> anna.receive(outside(0, proposal, server)));
        }
        assertFault(Fault.WRONG_SENDER, () -> anna.receive(outside(1, new Proposal.Remove(1), server)));
        assertFault(
                Fault.SIGNATURE_INVALID, () -> anna.receive(outside(0, new Proposal.Remove(1), Device.p256("server"))));
        assertThat(anna.pendingProposals()).isEmpty();
    }

    private MlsMessage outside(long index, Proposal proposal, Device signer) {
        FramedContent content = new FramedContent(
                anna.context().groupId(),
                anna.context().epoch(),
                new Sender.External(index),
                Bytes.EMPTY,
                new Content.OneProposal(proposal));
        return MlsMessage.of(PublicMessage.fromOutside(content, CipherSuite.P256, signer.privateKey()));
    }

    @Test
    void refusesACommitOfThePastAnotherGroupAndAnOvertakenOne() {
        StagedCommit lost = ben.commit(CommitPlan.refreshing());
        StagedCommit won = everybody(anna, anna.commit(CommitPlan.refreshing()));
        anna.accept(won);

        assertFault(Fault.WRONG_EPOCH, () -> ben.accept(lost));
        assertFault(Fault.WRONG_EPOCH, () -> anna.receive(lost.commit()));
        MlsGroup other = MlsGroup.create(annas, Bytes.of(new byte[] {1}), Extensions.NONE, environment);
        assertFault(Fault.WRONG_GROUP, () -> other.receive(lost.commit()));
        MlsGroupTest.agree(anna, ben);
    }

    @Test
    void refusesEveryCommitWithOneBitChangedAndStaysAsItWas() {
        byte[] commit = anna.commit(CommitPlan.refreshing()).commit().encode();
        Bytes before = ben.epochAuthenticator();
        Random random = new Random(9420);
        for (int at = 0; at < commit.length; at += 1 + random.nextInt(12)) {
            byte[] bad = commit.clone();
            bad[at] ^= (byte) (1 << random.nextInt(8));
            assertThatThrownBy(() -> ben.receive(MlsMessage.decode(bad)))
                    .isInstanceOfAny(MlsFormatException.class, MlsValidationException.class);
        }

        assertThat(ben.epochAuthenticator()).isEqualTo(before);
        ben.receive(MlsMessage.decode(commit));
        assertThat(ben.epochAuthenticator()).isNotEqualTo(before);
    }

    @Test
    void refusesAWelcomeWithOneBitChangedOrForAnotherDevice() {
        OwnKeyPackage own = newKeyPackage(Hospital.identity("dora", CipherSuite.P256));
        Identity doras = Hospital.identity("dora", CipherSuite.P256);
        Welcome welcome = welcome(anna.commit(CommitPlan.adding(own.keyPackage())));
        byte[] good = MlsMessage.of(welcome).encode();
        Random random = new Random(9420);
        for (int at = 0; at < good.length; at += 1 + random.nextInt(60)) {
            byte[] bad = good.clone();
            bad[at] ^= (byte) (1 << random.nextInt(8));
            assertThatThrownBy(() -> MlsGroup.join(
                            doras, own, MlsMessage.decode(bad).findWelcome().orElseThrow(), null, environment))
                    .isInstanceOfAny(MlsFormatException.class, MlsValidationException.class);
        }
        OwnKeyPackage other = newKeyPackage(doras);
        assertFault(Fault.NOT_FOR_US, () -> MlsGroup.join(doras, other, welcome, null, environment));
    }

    @Test
    void aGroupThatIsOverDoesNothingMore() {
        StagedCommit out = everybody(anna, anna.commit(CommitPlan.removing(1)));
        anna.accept(out);

        assertThat(ben.isOver()).isTrue();
        assertFault(Fault.GROUP_INACTIVE, () -> ben.seal(new byte[1], Bytes.EMPTY));
        assertFault(Fault.GROUP_INACTIVE, () -> ben.commit(CommitPlan.refreshing()));
        MlsMessage message = anna.seal(new byte[1], Bytes.EMPTY);
        assertFault(Fault.GROUP_INACTIVE, () -> ben.receive(message));
    }

    @Test
    @DisplayName("an exporter secret is the same for all, and another for another label, context or epoch")
    void exportsSecrets() {
        byte[] context = {1};
        assertThat(anna.export("history", context, 32)).isEqualTo(ben.export("history", context, 32));
        assertThat(anna.export("history", context, 32)).isNotEqualTo(ben.export("other", context, 32));
        assertThat(anna.export("history", context, 32)).isNotEqualTo(ben.export("history", new byte[0], 32));
    }

    @Test
    void handshakesMayBePrivateMessages() {
        GroupEnvironment hidden = hospital.environment(WireFormat.PRIVATE_MESSAGE);
        MlsGroup group = MlsGroup.create(annas, Bytes.of(new byte[16]), Extensions.NONE, hidden);

        StagedCommit staged = group.commit(CommitPlan.refreshing());

        assertThat(staged.commit().format()).isEqualTo(WireFormat.PRIVATE_MESSAGE);
    }
}
