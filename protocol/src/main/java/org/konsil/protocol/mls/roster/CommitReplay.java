package org.konsil.protocol.mls.roster;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.framing.Content;
import org.konsil.protocol.mls.framing.FramedContent;
import org.konsil.protocol.mls.framing.Sender;
import org.konsil.protocol.mls.leaf.Extensions;
import org.konsil.protocol.mls.leaf.KeyPackage;
import org.konsil.protocol.mls.leaf.LeafNode;
import org.konsil.protocol.mls.proposal.Commit;
import org.konsil.protocol.mls.proposal.Proposal;
import org.konsil.protocol.mls.proposal.ProposalOrRef;
import org.konsil.protocol.mls.proposal.UpdatePath;

/**
 * Applies a commit to a {@link Roster}: extensions, updates, removes, adds, then the committer's own leaf (RFC 9420,
 * section 12.3). It checks what the combination of proposals must be (section 12.2) as far as that can be seen from
 * outside; signatures, chains and who may do what are checked by the caller.
 */
public final class CommitReplay {

    private final Roster before;
    private final Map<Bytes, FramedContent> pending;
    private final List<KeyPackage> adds = new ArrayList<>();
    private final Set<Long> removes = new HashSet<>();
    private final Set<Long> updated = new HashSet<>();
    private final List<LeafNode> removed = new ArrayList<>();
    private Roster roster;
    private int externalInits;
    private @Nullable Extensions extensions;

    private CommitReplay(Roster before, Map<Bytes, FramedContent> pending) {
        this.before = before;
        this.pending = pending;
        this.roster = before;
    }

    /**
     * Applies a commit.
     *
     * @param before the roster of the epoch in which the commit was made
     * @param message the commit, with its sender
     * @param pending the proposals sent in that epoch, by their reference
     */
    public static CommitEffect replay(Roster before, FramedContent message, Map<Bytes, FramedContent> pending) {
        if (!(message.content() instanceof Content.OneCommit content)) {
            throw new IllegalArgumentException("no commit");
        }
        CommitReplay replay = new CommitReplay(before, pending);
        Commit commit = content.commit();
        if (message.sender() instanceof Sender.Member member) {
            return replay.ofMember(member.leaf(), commit);
        }
        if (message.sender() instanceof Sender.NewMemberCommit) {
            return replay.ofJoiner(commit);
        }
        throw new MlsValidationException(Fault.PROPOSAL_NOT_ALLOWED);
    }

    private CommitEffect ofMember(long committer, Commit commit) {
        before.require(committer);
        Sender self = new Sender.Member(committer);
        for (ProposalOrRef entry : commit.proposals()) {
            if (entry instanceof ProposalOrRef.Inline inline) {
                apply(inline.proposal(), self);
            } else if (entry instanceof ProposalOrRef.Reference reference) {
                FramedContent sent = requirePending(reference.hash());
                apply(((Content.OneProposal) sent.content()).proposal(), sent.sender());
            }
        }
        require(externalInits == 0, Fault.PROPOSAL_NOT_ALLOWED);
        require(!removes.contains(committer) && !updated.contains(committer), Fault.PROPOSALS_CONFLICT);
        finishRemovesAndAdds();
        UpdatePath path = commit.path();
        if (path != null) {
            roster = roster.replace(committer, path.leafNode());
        }
        return effect((int) committer, false);
    }

    private CommitEffect ofJoiner(Commit commit) {
        UpdatePath path = commit.path();
        if (path == null) {
            throw new MlsValidationException(Fault.PROPOSAL_NOT_ALLOWED);
        }
        for (ProposalOrRef entry : commit.proposals()) {
            if (!(entry instanceof ProposalOrRef.Inline inline) || !isForJoiners(inline.proposal())) {
                throw new MlsValidationException(Fault.PROPOSAL_NOT_ALLOWED);
            }
            apply(inline.proposal(), new Sender.NewMemberCommit());
        }
        require(externalInits == 1 && removes.size() <= 1, Fault.PROPOSAL_NOT_ALLOWED);
        finishRemovesAndAdds();
        int place = roster.nextFree();
        roster = roster.add(path.leafNode());
        return effect(place, true);
    }

    private static boolean isForJoiners(Proposal proposal) {
        return proposal instanceof Proposal.ExternalInit
                || proposal instanceof Proposal.Remove
                || proposal instanceof Proposal.PreSharedKey;
    }

    private FramedContent requirePending(Bytes reference) {
        FramedContent sent = pending.get(reference);
        if (sent == null || !(sent.content() instanceof Content.OneProposal)) {
            throw new MlsValidationException(Fault.UNKNOWN_PROPOSAL);
        }
        return sent;
    }

    private void apply(Proposal proposal, Sender sender) {
        if (proposal instanceof Proposal.Add add) {
            adds.add(add.keyPackage());
        } else if (proposal instanceof Proposal.Remove remove) {
            before.require(remove.leaf());
            require(removes.add(remove.leaf()), Fault.PROPOSALS_CONFLICT);
        } else if (proposal instanceof Proposal.Update update) {
            applyUpdate(update, sender);
        } else if (proposal instanceof Proposal.GroupContextExtensions change) {
            require(extensions == null, Fault.PROPOSALS_CONFLICT);
            extensions = change.extensions();
        } else if (proposal instanceof Proposal.ExternalInit) {
            externalInits++;
        }
    }

    private void applyUpdate(Proposal.Update update, Sender sender) {
        if (!(sender instanceof Sender.Member member)) {
            throw new MlsValidationException(Fault.PROPOSAL_NOT_ALLOWED);
        }
        require(updated.add(member.leaf()), Fault.PROPOSALS_CONFLICT);
        roster = roster.replace(member.leaf(), update.leafNode());
    }

    private void finishRemovesAndAdds() {
        for (long leaf : removes) {
            require(!updated.contains(leaf), Fault.PROPOSALS_CONFLICT);
            removed.add(before.require(leaf));
            roster = roster.remove(leaf);
        }
        for (KeyPackage add : adds) {
            roster = roster.add(add.leafNode());
        }
    }

    private CommitEffect effect(int committer, boolean external) {
        return new CommitEffect(roster, committer, external, removed, adds, extensions);
    }

    private static void require(boolean condition, Fault fault) {
        if (!condition) {
            throw new MlsValidationException(fault);
        }
    }
}
