package org.konsil.protocol.mls.group;

import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.crypto.HpkeKeyPair;
import org.konsil.protocol.mls.framing.AuthenticatedContent;
import org.konsil.protocol.mls.framing.Content;
import org.konsil.protocol.mls.framing.FramedContent;
import org.konsil.protocol.mls.framing.Sender;
import org.konsil.protocol.mls.framing.WireFormat;
import org.konsil.protocol.mls.leaf.LeafNode;
import org.konsil.protocol.mls.leaf.LeafPlace;
import org.konsil.protocol.mls.leaf.LeafSource;
import org.konsil.protocol.mls.proposal.Commit;
import org.konsil.protocol.mls.proposal.ProposalOrRef;
import org.konsil.protocol.mls.proposal.UpdatePath;
import org.konsil.protocol.mls.tree.NewPath;
import org.konsil.protocol.mls.tree.RatchetTree;
import org.konsil.protocol.mls.tree.TreeKeys;
import org.konsil.protocol.mls.tree.TreeMath;
import org.konsil.protocol.mls.welcome.GroupContext;

/** Makes a commit, of a member or of somebody who joins by it (RFC 9420, sections 12.4.1 and 12.4.3.2). */
final class CommitMaker {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Base base;
    private final Identity self;
    private final GroupEnvironment environment;
    private final CipherSuite suite;

    /**
     * What the commit starts from.
     *
     * @param keys the committer's keys, null if it joins
     */
    record Base(
            GroupContext context,
            RatchetTree tree,
            Bytes interim,
            @Nullable TreeKeys keys,
            WireFormat format) {

        Sender sender() {
            return keys == null ? new Sender.NewMemberCommit() : new Sender.Member(keys.leaf());
        }
    }

    /** What is mixed into the next epoch beside the path. */
    record Mixed(SecretBytes init, SecretBytes psk) {}

    /** The commit, without confirmation tag, and all that follows from it. */
    record Made(
            AuthenticatedContent commit,
            EpochStep step,
            TreeKeys keys,
            List<Integer> added,
            @Nullable NewPath path) implements AutoCloseable {
        @Override
        public void close() {
            step.close();
            if (path != null) {
                path.close();
            }
        }
    }

    CommitMaker(Base base, Identity self, GroupEnvironment environment) {
        this.base = base;
        this.self = self;
        this.environment = environment;
        this.suite = CipherSuite.require(base.context().suite());
    }

    Made make(ProposalSet set, List<ProposalOrRef> entries, CommitPlan plan, Mixed mixed) {
        ProposalCheck check = new ProposalCheck(base.context(), base.tree(), environment.policy(), environment.clock());
        check.requireGood(set);
        RatchetTree tree = base.tree().copy();
        List<Integer> added = set.apply(tree);
        TreeKeys own = base.keys();
        HpkeKeyPair encryption = wantsPath(set, plan) ? suite.generateKeyPair() : null;
        int leaf = own == null ? tree.add(placeholder(Objects.requireNonNull(encryption))) : own.leaf();
        TreeKeys keys = own == null ? new TreeKeys(leaf, Objects.requireNonNull(encryption)) : own.copy();
        NewPath path = encryption == null ? null : NewPath.make(tree, leaf, random());
        UpdatePath update = null;
        if (path != null && encryption != null) {
            LeafSource source = new LeafSource.InCommit(path.parentHash());
            LeafPlace place = new LeafPlace(base.context().groupId(), leaf);
            LeafNode committed = self.leaf(encryption.publicKey(), source, place);
            tree.putCommitted(leaf, committed);
            keys.put(TreeMath.nodeOfLeaf(leaf), encryption);
            path.giveTo(keys);
            byte[] sealedUnder = provisional(tree, set).encode();
            update = path.seal(tree, committed, sealedUnder, set.newLeaves(added));
        }
        keys.forgetOld(tree);
        GroupContext provisional = provisional(tree, set);
        check.requireGood(tree, provisional.extensions());
        AuthenticatedContent commit = sign(new Commit(entries, update), plan);
        try (SecretBytes commitSecret =
                path == null ? zeros() : path.commitSecret().copy()) {
            EpochStep.Secrets secrets = new EpochStep.Secrets(mixed.init(), commitSecret, mixed.psk());
            EpochStep step = EpochStep.of(provisional, tree, base.interim(), commit, secrets);
            return new Made(commit.withConfirmationTag(step.confirmationTag()), step, keys, added, path);
        }
    }

    /**
     * Where the same commit would be signed with the same signature, a Welcome always comes with fresh secrets: its key follows
     * from the commit, and two Welcomes of one commit that differ would be sealed with one key and nonce.
     */
    private boolean wantsPath(ProposalSet set, CommitPlan plan) {
        return set.needsPath()
                || plan.refresh()
                || suite.signsDeterministically() && !set.adds().isEmpty();
    }

    private GroupContext provisional(RatchetTree tree, ProposalSet set) {
        return EpochStep.provisional(
                base.context(), tree, set.extensionsAfter(base.context().extensions()));
    }

    private LeafNode placeholder(HpkeKeyPair encryption) {
        return self.unsignedLeaf(encryption.publicKey(), new LeafSource.InCommit(Bytes.EMPTY));
    }

    private AuthenticatedContent sign(Commit commit, CommitPlan plan) {
        FramedContent content = new FramedContent(
                base.context().groupId(),
                base.context().epoch(),
                base.sender(),
                plan.authenticatedData(),
                new Content.OneCommit(commit));
        return AuthenticatedContent.sign(base.format(), content, base.context(), suite, self.signingKey());
    }

    private SecretBytes random() {
        byte[] bytes = new byte[suite.hashBytes()];
        RANDOM.nextBytes(bytes);
        return SecretBytes.owning(bytes);
    }

    private SecretBytes zeros() {
        return SecretBytes.owning(new byte[suite.hashBytes()]);
    }
}
