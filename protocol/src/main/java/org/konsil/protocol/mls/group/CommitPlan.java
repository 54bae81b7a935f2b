package org.konsil.protocol.mls.group;

import java.security.SecureRandom;
import java.util.List;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.leaf.KeyPackage;
import org.konsil.protocol.mls.proposal.PreSharedKeyId;
import org.konsil.protocol.mls.proposal.Proposal;
import org.konsil.protocol.mls.welcome.GroupContext;

/**
 * What a commit shall do. All proposals that are pending go in by reference.
 *
 * @param proposals written into the commit
 * @param refresh whether the committer's keys change even if no proposal asks for it
 * @param treeInWelcome whether the Welcome and the GroupInfo carry the ratchet tree
 * @param authenticatedData readable by everybody on the way
 */
public record CommitPlan(List<Proposal> proposals, boolean refresh, boolean treeInWelcome, Bytes authenticatedData) {

    public CommitPlan {
        proposals = List.copyOf(proposals);
    }

    /** These proposals and the pending ones; the tree goes with the Welcome. */
    public static CommitPlan of(Proposal... proposals) {
        return new CommitPlan(List.of(proposals), false, true, Bytes.EMPTY);
    }

    public static CommitPlan adding(KeyPackage... keyPackages) {
        return of(List.of(keyPackages).stream().map(Proposal.Add::new).toArray(Proposal[]::new));
    }

    public static CommitPlan removing(long leaf) {
        return of(new Proposal.Remove(leaf));
    }

    /** A proposal to mix in a key that all members have from elsewhere, with a fresh nonce (RFC 9420, sections 8.4 and 12.1.4). */
    public static Proposal externalPsk(Bytes id) {
        return new Proposal.PreSharedKey(new PreSharedKeyId.External(id, nonce()));
    }

    /** A proposal to mix in what this group's members shared in an epoch before: who was not in it cannot follow. */
    public static Proposal resumptionPsk(GroupContext epoch) {
        return new Proposal.PreSharedKey(new PreSharedKeyId.Resumption(
                PreSharedKeyId.Resumption.APPLICATION, epoch.groupId(), epoch.epoch(), nonce()));
    }

    private static Bytes nonce() {
        byte[] nonce = new byte[CipherSuite.P256.hashBytes()];
        new SecureRandom().nextBytes(nonce);
        return Bytes.of(nonce);
    }

    /** Nothing but fresh keys and what is pending. */
    public static CommitPlan refreshing() {
        return new CommitPlan(List.of(), true, true, Bytes.EMPTY);
    }
}
