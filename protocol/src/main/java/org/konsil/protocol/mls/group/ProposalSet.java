package org.konsil.protocol.mls.group;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.framing.Sender;
import org.konsil.protocol.mls.leaf.Extensions;
import org.konsil.protocol.mls.leaf.KeyPackage;
import org.konsil.protocol.mls.leaf.LeafNode;
import org.konsil.protocol.mls.proposal.PreSharedKeyId;
import org.konsil.protocol.mls.proposal.Proposal;
import org.konsil.protocol.mls.tree.RatchetTree;

/** The proposals of one commit, sorted, and checked against each other (RFC 9420, section 12.2). */
final class ProposalSet {

    private final Map<Integer, LeafNode> updates = new LinkedHashMap<>();
    private final Set<Long> removes = new LinkedHashSet<>();
    private final List<KeyPackage> adds = new ArrayList<>();
    private final List<PreSharedKeyId> psks = new ArrayList<>();
    private final List<Proposal.ExternalInit> externalInits = new ArrayList<>();
    private @Nullable Extensions extensions;
    private Proposal.@Nullable ReInit reInit;
    private int count;

    /** @param committer the committer's sender, which is also that of the proposals it wrote into the commit */
    ProposalSet(List<SentProposal> proposals, Sender committer) {
        for (SentProposal sent : proposals) {
            count++;
            sort(sent);
        }
        require(reInit == null || count == 1, Fault.PROPOSALS_CONFLICT);
        for (int updated : updates.keySet()) {
            require(!removes.contains((long) updated), Fault.PROPOSALS_CONFLICT);
        }
        if (committer instanceof Sender.Member member) {
            require(externalInits.isEmpty(), Fault.PROPOSAL_NOT_ALLOWED);
            boolean ofItself = removes.contains(member.leaf()) || updates.containsKey((int) member.leaf());
            require(!ofItself, Fault.PROPOSALS_CONFLICT);
        } else {
            requireOnlyJoining();
        }
    }

    private void sort(SentProposal sent) {
        Proposal proposal = sent.proposal();
        if (proposal instanceof Proposal.Add add) {
            adds.add(add.keyPackage());
        } else if (proposal instanceof Proposal.Remove remove) {
            require(removes.add(remove.leaf()), Fault.PROPOSALS_CONFLICT);
        } else if (proposal instanceof Proposal.Update update) {
            sortUpdate(update, sent.sender());
        } else if (proposal instanceof Proposal.PreSharedKey psk) {
            require(!psks.contains(psk.id()), Fault.PROPOSALS_CONFLICT);
            requireForThisGroup(psk.id());
            psks.add(psk.id());
        } else if (proposal instanceof Proposal.GroupContextExtensions change) {
            require(extensions == null, Fault.PROPOSALS_CONFLICT);
            extensions = change.extensions();
        } else if (proposal instanceof Proposal.ReInit change) {
            reInit = change;
        } else if (proposal instanceof Proposal.ExternalInit init) {
            externalInits.add(init);
        }
    }

    private void sortUpdate(Proposal.Update update, Sender sender) {
        if (!(sender instanceof Sender.Member member)) {
            throw new MlsValidationException(Fault.PROPOSAL_NOT_ALLOWED);
        }
        boolean first = updates.put(Math.toIntExact(member.leaf()), update.leafNode()) == null;
        require(first, Fault.PROPOSALS_CONFLICT);
    }

    /** Resumption for ReInit and branching belongs into the first commit of another group (RFC 9420, section 12.2). */
    private static void requireForThisGroup(PreSharedKeyId id) {
        boolean forAnother = id instanceof PreSharedKeyId.Resumption resumption
                && resumption.usage() != PreSharedKeyId.Resumption.APPLICATION;
        require(!forAnother && id.nonce().length() == 32, Fault.PROPOSAL_NOT_ALLOWED);
    }

    /** An external commit holds one ExternalInit, at most one Remove, and pre-shared keys (section 12.2). */
    private void requireOnlyJoining() {
        boolean others = !adds.isEmpty() || !updates.isEmpty() || extensions != null || reInit != null;
        require(!others && externalInits.size() == 1 && removes.size() <= 1, Fault.PROPOSAL_NOT_ALLOWED);
    }

    boolean needsPath() {
        return count == 0 || !updates.isEmpty() || !removes.isEmpty() || !externalInits.isEmpty() || extensions != null;
    }

    boolean isReInit() {
        return reInit != null;
    }

    Map<Integer, LeafNode> updates() {
        return updates;
    }

    Set<Long> removes() {
        return removes;
    }

    List<KeyPackage> adds() {
        return adds;
    }

    List<PreSharedKeyId> psks() {
        return psks;
    }

    Proposal.ExternalInit externalInit() {
        return externalInits.get(0);
    }

    Extensions extensionsAfter(Extensions before) {
        return Objects.requireNonNullElse(extensions, before);
    }

    /**
     * Applies updates, removes and adds in this order (RFC 9420, section 12.3).
     *
     * @return the leaves of the added devices, in the order of {@link #adds}
     */
    List<Integer> apply(RatchetTree tree) {
        updates.forEach(tree::update);
        // All are there before the first goes: a removal may make the tree smaller.
        removes.forEach(tree::requireLeaf);
        removes.forEach(tree::remove);
        List<Integer> added = new ArrayList<>();
        adds.forEach(add -> added.add(tree.add(add.leafNode())));
        return added;
    }

    Set<Integer> newLeaves(List<Integer> added) {
        return new HashSet<>(added);
    }

    private static void require(boolean condition, Fault fault) {
        if (!condition) {
            throw new MlsValidationException(fault);
        }
    }
}
