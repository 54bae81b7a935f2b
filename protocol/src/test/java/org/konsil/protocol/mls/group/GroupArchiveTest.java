package org.konsil.protocol.mls.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.konsil.protocol.mls.group.GroupRefusalTest.assertFault;

import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.protocol.mls.Device;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.framing.MlsMessage;
import org.konsil.protocol.mls.leaf.Extensions;
import org.konsil.protocol.mls.proposal.Proposal;
import org.konsil.protocol.mls.welcome.Welcome;

@DisplayName("C1 B7 a group's stored state")
class GroupArchiveTest {

    private static final byte[] TEXT = {1};

    private final Hospital hospital = new Hospital();
    private final GroupEnvironment environment = hospital.environment();
    private final Identity annas = Hospital.identity("anna", CipherSuite.P256);
    private final Identity bens = Hospital.identity("ben", CipherSuite.P256);
    private MlsGroup anna;
    private MlsGroup ben;

    @BeforeEach
    void twoMembers() {
        anna = MlsGroup.create(annas, Bytes.of(new byte[16]), Extensions.NONE, environment);
        OwnKeyPackage own = bens.newKeyPackage(Device.p256("x").lifetime());
        StagedCommit staged = anna.commit(CommitPlan.adding(own.keyPackage()));
        anna.accept(staged);
        Welcome welcome = staged.welcome().orElseThrow().findWelcome().orElseThrow();
        ben = MlsGroup.join(bens, own, welcome, null, environment);
    }

    private void refresh() {
        StagedCommit staged = anna.commit(CommitPlan.refreshing());
        MlsGroupTest.receive(ben, staged.commit());
        anna.accept(staged);
    }

    @Test
    void goesOnAndOpensNoMessageASecondTime() {
        GroupArchive before = ben.save();
        MlsMessage message = anna.seal(TEXT, Bytes.EMPTY);
        MlsGroup restored = before.restore(bens, environment);
        assertThat(restored.receive(message)).isInstanceOf(Received.Application.class);

        MlsGroup again = before.with(restored.changes()).restore(bens, environment);

        assertFault(Fault.KEY_USED_OR_GONE, () -> again.receive(message));
        MlsGroupTest.say(again, anna, "weiter");
    }

    @Test
    void changesAloneKeepAnArchiveWhole() {
        GroupArchive archive = new GroupArchive(ben.changes().put());
        for (int round = 0; round < 6; round++) {
            MlsGroupTest.say(anna, ben, "Runde " + round);
            archive = archive.with(ben.changes());
            refresh();
            archive = archive.with(ben.changes());
            MlsGroupTest.say(ben, anna, "ja");
            archive = archive.with(ben.changes());
            ben.proposeUpdate();
            archive = archive.with(ben.changes());
            ben.withdraw(ben.pendingProposals().get(0));
            archive = archive.with(ben.changes());
        }

        MlsGroup restored = archive.restore(bens, environment);

        assertThat(archive.parts().keySet()).isEqualTo(ben.save().parts().keySet());
        MlsGroupTest.agree(anna, restored);
        MlsGroupTest.say(restored, anna, "noch da");
    }

    @Test
    void partsOfDifferentTimesAreRefused() {
        GroupArchive old = ben.save();
        MlsGroupTest.say(anna, ben, "eins");
        GroupArchive now = old.with(ben.changes());
        for (String name : old.parts().keySet()) {
            SortedMap<String, SecretBytes> torn = new TreeMap<>(now.parts());
            boolean older =
                    !old.parts().get(name).equals(torn.put(name, old.parts().get(name)));
            if (older) {
                assertFault(Fault.ARCHIVE_INCONSISTENT, () -> new GroupArchive(torn).restore(bens, environment));
            }
        }
        for (String name : now.parts().keySet()) {
            SortedMap<String, SecretBytes> torn = new TreeMap<>(now.parts());
            torn.remove(name);
            assertFault(Fault.ARCHIVE_INCONSISTENT, () -> new GroupArchive(torn).restore(bens, environment));
        }
    }

    @Test
    void anOlderArchiveThanTheNewestKnownIsRefused() {
        GroupArchive old = ben.save();
        long before = ben.archiveVersion();
        MlsGroupTest.say(ben, anna, "eins");
        GroupArchive now = old.with(ben.changes());
        long newest = ben.archiveVersion();

        assertThat(newest).isGreaterThan(before);
        assertFault(Fault.ARCHIVE_OUTDATED, () -> old.restoreNewest(bens, environment, newest));
        MlsGroupTest.agree(anna, now.restoreNewest(bens, environment, newest));
    }

    @Test
    @DisplayName("a copy that is older than it seems is found out by the device's own messages, before it sends any")
    void anOldCopyIsFoundOutByWhatTheDeviceSent() {
        GroupArchive old = ben.save();
        MlsMessage sent = ben.seal(TEXT, Bytes.EMPTY);

        MlsGroup copy = old.restore(bens, environment);

        assertFault(Fault.KEY_USED_OR_GONE, () -> ben.receive(sent));
        assertFault(Fault.STATE_OUTDATED, () -> copy.receive(sent));
        assertFault(Fault.GROUP_INACTIVE, () -> copy.seal(TEXT, Bytes.EMPTY));
        MlsGroup stillOver = copy.save().restore(bens, environment);
        assertFault(Fault.GROUP_INACTIVE, () -> stillOver.seal(TEXT, Bytes.EMPTY));
    }

    @Test
    void anOldCopyIsFoundOutByTheDevicesCommitsAndProposals() {
        GroupArchive old = ben.save();
        MlsMessage proposal = ben.proposeUpdate();
        MlsGroup first = old.restore(bens, environment);
        assertFault(Fault.STATE_OUTDATED, () -> first.receive(proposal));
        ben.withdraw(ben.pendingProposals().get(0));

        StagedCommit staged = ben.commit(CommitPlan.refreshing());
        MlsGroup second = old.restore(bens, environment);

        assertFault(Fault.OWN_COMMIT, () -> ben.receive(staged.commit()));
        assertFault(Fault.STATE_OUTDATED, () -> second.receive(staged.commit()));
        MlsGroupTest.receive(anna, staged.commit());
        ben.accept(staged);
        MlsGroupTest.agree(anna, ben);
    }

    @Test
    @DisplayName("a member cannot make another one skip its keys by a message in its name")
    void aForgedMessageOfTheFutureUsesUpNothing() {
        GroupArchive old = ben.save();
        MlsMessage later = null;
        for (int count = 0; count < 20; count++) {
            later = ben.seal(TEXT, Bytes.EMPTY);
        }
        byte[] forged = later.encode();
        forged[forged.length - 1] ^= 1;
        MlsGroup copy = old.restore(bens, environment);
        GroupArchive before = copy.save();

        assertFault(Fault.DECRYPTION_FAILED, () -> copy.receive(MlsMessage.decode(forged)));

        assertThat(copy.isOver()).isFalse();
        assertThat(copy.save().parts().get("group")).isEqualTo(before.parts().get("group"));
        MlsGroupTest.say(copy, anna, "meine erste");
    }

    @Test
    void aStagedCommitOutlivesARestart() {
        StagedCommit staged = ben.commit(CommitPlan.refreshing());
        GroupArchive archive = ben.save();
        SecretBytes stored = ben.save(staged);

        MlsGroup restarted = archive.restore(bens, environment);
        StagedCommit again = restarted.restoreStaged(stored);
        MlsGroupTest.receive(anna, again.commit());
        assertFault(Fault.OWN_COMMIT, () -> restarted.receive(again.commit()));
        restarted.accept(again);

        MlsGroupTest.agree(anna, restarted);
        MlsGroup onceMore = archive.with(restarted.changes()).restore(bens, environment);
        MlsGroupTest.say(onceMore, anna, "angekommen");
        assertFault(Fault.WRONG_EPOCH, () -> restarted.restoreStaged(stored));
        assertThat(again.groupInfo().groupContext()).isEqualTo(anna.context());
    }

    @Test
    void theKeysOfAStagedCommitThatWasStoredAreInTheNextChange() {
        GroupArchive archive = ben.save();
        StagedCommit staged = ben.commit(CommitPlan.refreshing());
        MlsGroupTest.receive(anna, staged.commit());
        ben.accept(ben.restoreStaged(ben.save(staged)));

        MlsGroup restarted = archive.with(ben.changes()).restore(bens, environment);

        MlsGroupTest.say(restarted, anna, "gleich danach");
        MlsGroupTest.say(anna, restarted, "und zurück");
    }

    @Test
    void isNotReadAsAnotherSuitesArchive() {
        Identity other = Hospital.identity("ben", CipherSuite.X25519_ED25519);
        GroupArchive archive = ben.save();

        assertFault(Fault.UNSUPPORTED_SUITE, () -> archive.restore(other, environment));
    }

    @Test
    void keepsPendingProposalsAndTheKeysOfOwnUpdates() {
        MlsMessage update = ben.proposeUpdate();
        MlsGroupTest.receive(anna, update);
        MlsMessage removal = anna.propose(new Proposal.Remove(1));
        anna.withdraw(anna.pendingProposals().get(1));
        assertThat(removal).isNotNull();

        MlsGroup restored = ben.save().restore(bens, environment);
        StagedCommit staged = anna.commit(CommitPlan.of());
        MlsGroupTest.receive(restored, staged.commit());
        anna.accept(staged);

        MlsGroupTest.agree(anna, restored);
    }
}
