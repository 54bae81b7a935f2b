package org.konsil.protocol.mls.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.konsil.protocol.mls.Device;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.framing.Content;
import org.konsil.protocol.mls.framing.FramedContent;
import org.konsil.protocol.mls.framing.MlsMessage;
import org.konsil.protocol.mls.framing.PublicMessage;
import org.konsil.protocol.mls.framing.Sender;
import org.konsil.protocol.mls.framing.WireFormat;
import org.konsil.protocol.mls.leaf.Extension;
import org.konsil.protocol.mls.leaf.Extensions;
import org.konsil.protocol.mls.leaf.ExternalSender;
import org.konsil.protocol.mls.proposal.Proposal;
import org.konsil.protocol.mls.roster.CommitEffect;
import org.konsil.protocol.mls.roster.CommitReplay;
import org.konsil.protocol.mls.roster.Roster;
import org.konsil.protocol.mls.welcome.GroupInfo;
import org.konsil.protocol.mls.welcome.Welcome;

@DisplayName("C1 B1 T1 random histories: everybody agrees after each step")
class RandomGroupTest {

    private static final int MOST = 10;

    private final Hospital hospital = new Hospital();
    private final Device server = Device.p256("server");
    private final List<Identity> identities = new ArrayList<>();
    private final List<MlsGroup> members = new ArrayList<>();
    private Random random = new Random();
    private GroupEnvironment environment = hospital.environment();
    private CipherSuite suite = CipherSuite.P256;
    private Roster roster = Roster.EMPTY;
    private final Map<Bytes, FramedContent> proposals = new HashMap<>();
    private int made;

    @ParameterizedTest(name = "{0}, seed {1}, {2}")
    @CsvSource({"P256, 1, PUBLIC_MESSAGE", "P256, 2, PRIVATE_MESSAGE", "X25519_ED25519, 3, PUBLIC_MESSAGE"})
    void agreesAfterEachStep(CipherSuite chosen, long seed, WireFormat handshakes) {
        run(chosen, seed, handshakes);
    }

    @Test
    void agreesAfterEachStepOfAnUnknownHistory() {
        run(CipherSuite.P256, new Random().nextLong(), WireFormat.PUBLIC_MESSAGE);
    }

    private void run(CipherSuite chosen, long seed, WireFormat handshakes) {
        int steps = Integer.getInteger("konsil.random.steps", 30);
        System.out.println("random group: " + chosen + ", seed " + seed + ", " + steps + " steps");
        suite = chosen;
        random = new Random(seed);
        environment = hospital.environment(handshakes);
        found();
        for (int step = 0; step < steps; step++) {
            step(random.nextInt(9));
            for (MlsGroup member : members) {
                MlsGroupTest.agree(members.get(0), member);
            }
        }
    }

    private void found() {
        Device outside = suite == CipherSuite.P256 ? server : new Device("server", suite);
        Extensions extensions = Extensions.NONE.with(
                Extension.EXTERNAL_SENDERS,
                ExternalSender.listOf(List.of(new ExternalSender(outside.signatureKey(), outside.credential))));
        Identity first = Hospital.identity("device" + made++, suite);
        identities.add(first);
        members.add(MlsGroup.create(first, Bytes.of(new byte[16]), extensions, environment));
        roster = members.get(0).roster();
    }

    private void step(int kind) {
        boolean several = members.size() > 1;
        if (kind <= 1 && members.size() < MOST) {
            add(1 + random.nextInt(3), false);
        } else if (kind == 2 && several) {
            remove();
        } else if (kind == 3 && several) {
            add(1, true);
        } else if (kind == 4 && several) {
            rejoin();
        } else if (kind == 5 && several) {
            updateByProposals();
        } else if (kind == 6) {
            commit(someone(), CommitPlan.refreshing());
        } else if (kind == 7 && several) {
            storeOne();
        } else {
            talk();
        }
    }

    private int someone() {
        return random.nextInt(members.size());
    }

    private void add(int count, boolean andRemove) {
        List<Proposal> proposals = new ArrayList<>();
        List<Identity> newcomers = new ArrayList<>();
        List<OwnKeyPackage> keys = new ArrayList<>();
        for (int at = 0; at < count; at++) {
            Identity newcomer = Hospital.identity("device" + made++, suite);
            OwnKeyPackage own = newcomer.newKeyPackage(Device.p256("x").lifetime());
            newcomers.add(newcomer);
            keys.add(own);
            proposals.add(new Proposal.Add(own.keyPackage()));
        }
        int committer = someone();
        if (andRemove) {
            int victim = (committer + 1) % members.size();
            proposals.add(new Proposal.Remove(members.get(victim).ownLeaf()));
        }
        boolean inWelcome = random.nextBoolean();
        StagedCommit staged =
                commit(committer, new CommitPlan(proposals, random.nextInt(4) == 0, inWelcome, Bytes.EMPTY));
        Welcome welcome = staged.welcome().orElseThrow().findWelcome().orElseThrow();
        for (int at = 0; at < count; at++) {
            members.add(MlsGroup.join(
                    newcomers.get(at),
                    keys.get(at),
                    welcome,
                    inWelcome ? null : members.get(0).tree(),
                    environment));
            identities.add(newcomers.get(at));
        }
    }

    private void remove() {
        int committer = someone();
        int victim = (committer + 1 + random.nextInt(members.size() - 1)) % members.size();
        commit(committer, CommitPlan.removing(members.get(victim).ownLeaf()));
    }

    /** A device that lost its state comes back in its own place. */
    private void rejoin() {
        int lost = someone();
        Identity self = identities.get(lost);
        long leaf = members.get(lost).ownLeaf();
        int helper = (lost + 1) % members.size();
        GroupInfo info = MlsMessage.decode(
                        MlsMessage.of(members.get(helper).groupInfo(true)).encode())
                .findGroupInfo()
                .orElseThrow();
        ExternalJoin join = MlsGroup.joinExternally(self, info, null, leaf, environment);
        members.remove(lost);
        identities.remove(lost);
        members.forEach(member -> MlsGroupTest.receive(member, join.commit()));
        members.add(join.enter());
        follow(join.commit());
        identities.add(self);
    }

    private void updateByProposals() {
        for (int updater = 0; updater < members.size(); updater += 2) {
            MlsMessage message = members.get(updater).proposeUpdate();
            follow(message);
            for (MlsGroup member : members) {
                if (member != members.get(updater)) {
                    MlsGroupTest.receive(member, message);
                }
            }
        }
        commit(1, CommitPlan.of());
    }

    /** What a server does that sees public handshakes alone. */
    private void follow(MlsMessage handshake) {
        PublicMessage message = handshake.findPublicMessage().orElse(null);
        if (message == null) {
            roster = members.get(0).roster();
        } else if (message.content().content() instanceof Content.OneProposal) {
            proposals.put(message.authenticated().proposalReference(suite), message.content());
        } else {
            CommitEffect effect = CommitReplay.replay(roster, message.content(), proposals);
            roster = effect.roster();
            proposals.clear();
            assertThat(members.get(0).roster().leaves()).isEqualTo(roster.leaves());
        }
    }

    private StagedCommit commit(int committer, CommitPlan plan) {
        MlsGroup by = members.get(committer);
        StagedCommit staged = by.commit(plan);
        by.accept(staged);
        for (int at = members.size() - 1; at >= 0; at--) {
            MlsGroup member = members.get(at);
            if (member != by) {
                MlsGroupTest.receive(member, staged.commit());
                if (member.isOver()) {
                    members.remove(at);
                    identities.remove(at);
                }
            }
        }
        follow(staged.commit());
        return staged;
    }

    private void storeOne() {
        int one = someone();
        GroupArchive archive = members.get(one).save();
        members.get(one).close();
        members.set(one, archive.restore(identities.get(one), environment));
        talk();
    }

    private void talk() {
        MlsGroup from = members.get(someone());
        MlsMessage message = from.seal(new byte[random.nextInt(600)], Bytes.EMPTY);
        for (MlsGroup member : members) {
            if (member != from) {
                assertThat(MlsGroupTest.receive(member, message)).isInstanceOf(Received.Application.class);
            }
        }
    }

    @Test
    @DisplayName("the server removes a device by an external proposal, and no other message goes out before")
    void theServerRemovesADevice() {
        found();
        add(3, false);
        MlsGroup anna = members.get(0);
        FramedContent removal = new FramedContent(
                anna.context().groupId(),
                anna.context().epoch(),
                new Sender.External(0),
                Bytes.EMPTY,
                new Content.OneProposal(new Proposal.Remove(2)));
        MlsMessage proposal = MlsMessage.of(PublicMessage.fromOutside(removal, CipherSuite.P256, server.privateKey()));

        members.forEach(member -> MlsGroupTest.receive(member, proposal));
        follow(proposal);
        GroupRefusalTest.assertFault(Fault.PROPOSALS_PENDING, () -> anna.seal(new byte[1], Bytes.EMPTY));
        commit(1, CommitPlan.of());

        assertThat(members).hasSize(3);
        assertThat(anna.roster().find(2)).isEmpty();
        talk();
    }
}
