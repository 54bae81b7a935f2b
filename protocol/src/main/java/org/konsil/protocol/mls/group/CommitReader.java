package org.konsil.protocol.mls.group;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.crypto.HpkeKeyPair;
import org.konsil.protocol.mls.framing.AuthenticatedContent;
import org.konsil.protocol.mls.framing.Content;
import org.konsil.protocol.mls.framing.Sender;
import org.konsil.protocol.mls.leaf.LeafNode;
import org.konsil.protocol.mls.proposal.Commit;
import org.konsil.protocol.mls.proposal.UpdatePath;
import org.konsil.protocol.mls.schedule.EpochSecrets;
import org.konsil.protocol.mls.tree.PathMerge;
import org.konsil.protocol.mls.tree.RatchetTree;
import org.konsil.protocol.mls.tree.TreeKeys;
import org.konsil.protocol.mls.tree.TreeMath;
import org.konsil.protocol.mls.welcome.GroupContext;

/** Follows somebody else's commit into the next epoch, or refuses it and leaves everything as it was (section 12.4.2). */
final class CommitReader {

    private final GroupState state;
    private final Ledger ledger;
    private final GroupEnvironment environment;
    private final CipherSuite suite;

    CommitReader(GroupState state, Ledger ledger, GroupEnvironment environment) {
        this.state = state;
        this.ledger = ledger;
        this.environment = environment;
        this.suite = state.suite();
    }

    /** @param next null if this member was removed */
    record Followed(@Nullable GroupState next, EpochChange change) {}

    /** @param message a commit whose signature and membership are checked */
    Followed follow(AuthenticatedContent message) {
        Commit commit = ((Content.OneCommit) message.content().content()).commit();
        Sender sender = message.content().sender();
        ProposalSet set = new ProposalSet(ledger.resolve(commit.proposals(), sender), sender);
        UpdatePath path = commit.path();
        if (path == null && set.needsPath()) {
            throw new MlsValidationException(Fault.PATH_MISSING);
        }
        ProposalCheck check =
                new ProposalCheck(state.context(), state.tree(), environment.policy(), environment.clock());
        check.requireGood(set);
        requireExternalJoin(path, set, sender);
        RatchetTree tree = state.tree().copy();
        List<Integer> added = set.apply(tree);
        int committer = committer(sender, tree, path);
        if (path != null) {
            boolean joins = sender instanceof Sender.NewMemberCommit;
            LeafNode replaced = joins ? null : state.tree().requireLeaf(committer);
            check.requirePathLeaf(path.leafNode(), replaced, committer);
            PathMerge.merge(tree, committer, path);
        }
        GroupContext provisional = EpochStep.provisional(
                state.context(), tree, set.extensionsAfter(state.context().extensions()));
        check.requireGood(tree, provisional.extensions());
        EpochChange change = EpochChange.of(state, set, added, committer);
        if (set.removes().contains((long) state.self())) {
            return new Followed(null, change);
        }
        Opened opened = open(set, new Sealed(path, committer, set.newLeaves(added)), tree, provisional);
        return new Followed(enter(message, set, provisional, tree, opened), change);
    }

    private void requireExternalJoin(@Nullable UpdatePath path, ProposalSet set, Sender sender) {
        if (path != null && sender instanceof Sender.NewMemberCommit) {
            LeafNode replaced = set.removes().stream()
                    .map(state.tree()::requireLeaf)
                    .findFirst()
                    .orElse(null);
            environment.policy().requireExternalJoin(path.leafNode(), replaced);
        }
    }

    private static int committer(Sender sender, RatchetTree tree, @Nullable UpdatePath path) {
        if (sender instanceof Sender.Member member) {
            tree.requireLeaf(member.leaf());
            return (int) member.leaf();
        }
        if (path == null) {
            throw new MlsValidationException(Fault.PATH_MISSING);
        }
        return tree.add(path.leafNode());
    }

    /** This member's keys in the new tree, and what the path adds to the key schedule. */
    private record Opened(TreeKeys keys, SecretBytes commitSecret) {}

    /** The path of the commit, if it has one, from whom, and who cannot open it since it joins by it. */
    private record Sealed(@Nullable UpdatePath path, int committer, Set<Integer> newLeaves) {}

    private Opened open(ProposalSet set, Sealed sealed, RatchetTree tree, GroupContext provisional) {
        TreeKeys keys = state.keys().copy();
        LeafNode updated = set.updates().get(state.self());
        if (updated != null) {
            HpkeKeyPair own = ledger.ownUpdate(updated.encryptionKey());
            if (own == null) {
                throw new MlsValidationException(Fault.UNKNOWN_PROPOSAL);
            }
            keys.put(TreeMath.nodeOfLeaf(state.self()), own.copy());
        }
        keys.forgetOld(tree);
        UpdatePath path = sealed.path();
        if (path == null) {
            return new Opened(keys, SecretBytes.owning(new byte[suite.hashBytes()]));
        }
        SecretBytes secret =
                PathMerge.open(tree, keys, sealed.committer(), path, provisional.encode(), sealed.newLeaves());
        return new Opened(keys, secret);
    }

    private GroupState enter(
            AuthenticatedContent message, ProposalSet set, GroupContext provisional, RatchetTree tree, Opened opened) {
        boolean joins = message.content().sender() instanceof Sender.NewMemberCommit;
        try (SecretBytes psk = ledger.preSharedSecret(state, set.psks(), environment.psks());
                SecretBytes commit = opened.commitSecret();
                SecretBytes init =
                        joins ? externalInit(set) : state.secrets().init().copy();
                EpochStep step = EpochStep.of(
                        provisional,
                        tree,
                        state.interimTranscriptHash(),
                        message,
                        new EpochStep.Secrets(init, commit, psk))) {
            Bytes tag = message.auth().confirmationTag();
            if (tag == null || !tag.equals(step.confirmationTag())) {
                opened.keys().close();
                throw new MlsValidationException(Fault.TAG_INVALID);
            }
            return step.state(opened.keys());
        }
    }

    private SecretBytes externalInit(ProposalSet set) {
        EpochSecrets secrets = state.secrets();
        try (HpkeKeyPair external = secrets.externalKeyPair(suite)) {
            return suite.agreed(external, set.externalInit().kemOutput(), GroupFounder.EXTERNAL_INIT);
        }
    }
}
