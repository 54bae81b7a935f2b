package org.konsil.protocol.mls.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.protocol.mls.Device;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.framing.Content;
import org.konsil.protocol.mls.framing.FramedContent;
import org.konsil.protocol.mls.framing.Sender;
import org.konsil.protocol.mls.leaf.Extensions;
import org.konsil.protocol.mls.leaf.KeyPackage;
import org.konsil.protocol.mls.leaf.LeafNode;
import org.konsil.protocol.mls.leaf.LeafSource;
import org.konsil.protocol.mls.proposal.Commit;
import org.konsil.protocol.mls.proposal.Proposal;
import org.konsil.protocol.mls.proposal.ProposalOrRef;
import org.konsil.protocol.mls.proposal.UpdatePath;

@DisplayName("C1 the roster that a server follows")
class CommitReplayTest {

    private static final Bytes GROUP = Bytes.of(new byte[16]);
    private static final Sender ANNA = new Sender.Member(0);

    private final LeafNode anna = leaf("anna");
    private final LeafNode ben = leaf("ben");
    private final LeafNode eve = leaf("eve");
    private final Roster three = Roster.EMPTY.add(anna).add(ben).add(eve);

    @Test
    void putsANewLeafAtTheLeftmostFreePlace() {
        KeyPackage cora = Device.p256("cora").keyPackage();
        KeyPackage dora = Device.p256("dora").keyPackage();
        Commit commit = commit(null, new Proposal.Add(cora), new Proposal.Remove(1), new Proposal.Add(dora));

        CommitEffect effect = replay(ANNA, commit, Map.of());

        assertThat(effect.roster().require(1)).isEqualTo(cora.leafNode());
        assertThat(effect.roster().require(3)).isEqualTo(dora.leafNode());
        assertThat(effect.removed()).containsExactly(ben);
        assertThat(effect.added()).containsExactly(cora, dora);
        assertThat(three.require(1)).isEqualTo(ben);
    }

    @Test
    void appliesUpdatesThatWereSentAndTheCommittersPath() {
        LeafNode bens = leaf("ben");
        LeafNode annas = leaf("anna");
        Bytes reference = Device.random(32);
        FramedContent update = content(new Sender.Member(1), new Content.OneProposal(new Proposal.Update(bens)));
        Commit commit = new Commit(List.of(new ProposalOrRef.Reference(reference)), path(annas));

        CommitEffect effect = replay(ANNA, commit, Map.of(reference, update));

        assertThat(effect.roster().leaves()).isEqualTo(Map.of(0, annas, 1, bens, 2, eve));
        assertThat(effect.committer()).isZero();
        assertThat(effect.external()).isFalse();
    }

    @Test
    void lettingSomebodyJoinByAnExternalCommitReplacesTheOldLeaf() {
        LeafNode again = leaf("ben");
        Commit commit = commit(path(again), new Proposal.ExternalInit(Device.random(65)), new Proposal.Remove(1));

        CommitEffect effect = replay(new Sender.NewMemberCommit(), commit, Map.of());

        assertThat(effect.external()).isTrue();
        assertThat(effect.committer()).isEqualTo(1);
        assertThat(effect.removed()).containsExactly(ben);
        assertThat(effect.roster().require(1)).isEqualTo(again);
    }

    @Test
    void refusesAnExternalCommitThatDoesMoreThanJoin() {
        Proposal init = new Proposal.ExternalInit(Device.random(65));
        Proposal add = new Proposal.Add(Device.p256("cora").keyPackage());
        UpdatePath path = path(leaf("cora"));

        for (Commit bad : List.of(
                commit(null, init),
                commit(path),
                commit(path, init, init),
                commit(path, init, add),
                commit(path, init, new Proposal.GroupContextExtensions(Extensions.NONE)),
                commit(path, init, new Proposal.Remove(0), new Proposal.Remove(1)),
                new Commit(List.of(new ProposalOrRef.Reference(Bytes.EMPTY)), path))) {
            assertFault(Fault.PROPOSAL_NOT_ALLOWED, new Sender.NewMemberCommit(), bad);
        }
    }

    @Test
    void refusesProposalsThatContradictEachOther() {
        Proposal extensions = new Proposal.GroupContextExtensions(Extensions.NONE);

        assertFault(Fault.PROPOSALS_CONFLICT, ANNA, commit(null, new Proposal.Remove(1), new Proposal.Remove(1)));
        assertFault(Fault.PROPOSALS_CONFLICT, ANNA, commit(null, new Proposal.Remove(0)));
        assertFault(Fault.PROPOSALS_CONFLICT, ANNA, commit(null, new Proposal.Update(anna)));
        assertFault(Fault.PROPOSALS_CONFLICT, ANNA, commit(null, extensions, extensions));
    }

    @Test
    void refusesLeavesAndProposalsThatAreNotThere() {
        assertFault(Fault.UNKNOWN_LEAF, ANNA, commit(null, new Proposal.Remove(3)));
        assertFault(Fault.UNKNOWN_LEAF, ANNA, commit(null, new Proposal.Remove(0xffff_ffffL)));
        assertFault(Fault.UNKNOWN_LEAF, ANNA, commit(null, new Proposal.Remove(0x1_0000_0001L)));
        assertFault(Fault.UNKNOWN_LEAF, new Sender.Member(9), commit(null));
        assertFault(
                Fault.UNKNOWN_PROPOSAL,
                ANNA,
                new Commit(List.of(new ProposalOrRef.Reference(Device.random(32))), null));
    }

    @Test
    void refusesAMembersExternalInitAndAnOutsidersCommit() {
        assertFault(Fault.PROPOSAL_NOT_ALLOWED, ANNA, commit(null, new Proposal.ExternalInit(Bytes.EMPTY)));
        assertFault(Fault.PROPOSAL_NOT_ALLOWED, new Sender.External(0), commit(null));
        assertFault(Fault.PROPOSAL_NOT_ALLOWED, new Sender.NewMemberProposal(), commit(null));
    }

    private CommitEffect replay(Sender sender, Commit commit, Map<Bytes, FramedContent> pending) {
        return CommitReplay.replay(three, content(sender, new Content.OneCommit(commit)), pending);
    }

    private void assertFault(Fault fault, Sender sender, Commit commit) {
        assertThatThrownBy(() -> replay(sender, commit, Map.of()))
                .isInstanceOfSatisfying(
                        MlsValidationException.class,
                        refused -> assertThat(refused.fault()).isEqualTo(fault));
    }

    private static FramedContent content(Sender sender, Content content) {
        return new FramedContent(GROUP, 1, sender, Bytes.EMPTY, content);
    }

    private static Commit commit(UpdatePath path, Proposal... proposals) {
        List<ProposalOrRef> entries = List.of(proposals).stream()
                .<ProposalOrRef>map(ProposalOrRef.Inline::new)
                .toList();
        return new Commit(entries, path);
    }

    private static UpdatePath path(LeafNode leaf) {
        return new UpdatePath(leaf, List.of());
    }

    private static LeafNode leaf(String name) {
        return Device.p256(name).leaf(new LeafSource.InUpdate());
    }
}
