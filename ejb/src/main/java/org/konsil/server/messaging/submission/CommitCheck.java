package org.konsil.server.messaging.submission;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.framing.Content;
import org.konsil.protocol.mls.framing.FramedContent;
import org.konsil.protocol.mls.framing.MlsMessage;
import org.konsil.protocol.mls.framing.PublicMessage;
import org.konsil.protocol.mls.framing.Sender;
import org.konsil.protocol.mls.leaf.Extensions;
import org.konsil.protocol.mls.leaf.KeyPackage;
import org.konsil.protocol.mls.leaf.KeyPackageCheck;
import org.konsil.protocol.mls.leaf.LeafNode;
import org.konsil.protocol.mls.leaf.LeafSource;
import org.konsil.protocol.mls.proposal.Commit;
import org.konsil.protocol.mls.proposal.Proposal;
import org.konsil.protocol.mls.proposal.ProposalOrRef;
import org.konsil.protocol.mls.proposal.UpdatePath;
import org.konsil.protocol.mls.roster.CommitEffect;
import org.konsil.protocol.mls.roster.CommitReplay;
import org.konsil.protocol.mls.roster.MemberList;
import org.konsil.protocol.mls.welcome.GroupInfo;
import org.konsil.protocol.mls.welcome.Welcome;
import org.konsil.server.messaging.ConversationFullException;
import org.konsil.server.messaging.ConversationId;
import org.konsil.server.messaging.ExternalSenderRefusedException;
import org.konsil.server.messaging.GroupInfoMismatchException;
import org.konsil.server.messaging.NotMlsException;
import org.konsil.server.messaging.ProposalRefusedException;
import org.konsil.server.messaging.RemovalPendingException;
import org.konsil.server.messaging.WelcomeMismatchException;
import org.konsil.server.messaging.WrongGroupException;
import org.konsil.server.messaging.WrongSenderException;
import org.konsil.server.messaging.removal.PendingRemoval;

/**
 * What can be checked of a commit without the group's secrets (RFC 9420, sections 12.2 and 12.4): whose it is, that it is
 * signed, what it does to the roster, and that Welcome and GroupInfo say the same. It asks no database.
 */
final class CommitCheck {

    static final int MOST_DEVICES = 500;

    private static final KeyPackageCheck ADDED = new KeyPackageCheck(CipherSuite.P256, Duration.ofDays(90));

    private final ConversationId conversation;
    private final PublicMessage message;
    private final Commit commit;
    /** What the server proposed, by reference. */
    private Map<Bytes, FramedContent> proposed = Map.of();

    private CommitCheck(ConversationId conversation, PublicMessage message, Commit commit) {
        this.conversation = conversation;
        this.message = message;
        this.commit = commit;
    }

    static CommitCheck read(ConversationId conversation, byte[] bytes) {
        PublicMessage message = MlsMessages.decode(conversation, bytes, MlsMessage::findPublicMessage);
        FramedContent content = message.content();
        if (!(content.content() instanceof Content.OneCommit commit)
                || !content.authenticatedData().isEmpty()) {
            throw new NotMlsException(conversation);
        }
        if (!content.groupId().equals(conversation.groupId())) {
            throw new WrongGroupException(conversation);
        }
        return new CommitCheck(conversation, message, commit.commit());
    }

    long epoch() {
        return message.content().epoch();
    }

    /** Whether its sender comes in by this very commit (RFC 9420, section 12.4.3.2). */
    boolean isExternal() {
        return message.content().sender() instanceof Sender.NewMemberCommit;
    }

    /** @throws WrongSenderException if the commit names another leaf than the sending device's */
    void requireSender(int leaf) {
        if (!(message.content().sender() instanceof Sender.Member member)) {
            throw new ExternalSenderRefusedException(conversation);
        }
        if (member.leaf() != leaf) {
            throw new WrongSenderException(conversation);
        }
    }

    /**
     * Whoever is in the group commits what the server proposed; who comes in cannot know it, and it is proposed anew.
     *
     * @throws RemovalPendingException if one is not referenced
     */
    void requireReferenced(List<PendingRemoval> pending) {
        Set<Bytes> referenced = references();
        if (!isExternal() && !pending.stream().allMatch(removal -> referenced.contains(removal.reference()))) {
            throw new RemovalPendingException(
                    conversation, pending.stream().map(PendingRemoval::envelope).toList());
        }
        proposed = pending.stream()
                .collect(Collectors.toUnmodifiableMap(PendingRemoval::reference, PendingRemoval::content));
    }

    private Set<Bytes> references() {
        Set<Bytes> references = new HashSet<>();
        for (ProposalOrRef entry : commit.proposals()) {
            if (entry instanceof ProposalOrRef.Reference reference) {
                references.add(reference.hash());
            }
        }
        return references;
    }

    /**
     * What the commit does to the group that {@code before} describes.
     *
     * @param now when the key packages of those it adds must be valid
     */
    CommitEffect requireEffect(GroupInfoCheck before, Instant now) {
        requireAllowed();
        try {
            message.authenticated()
                    .requireSignedBy(
                            CipherSuite.P256.signatureKey(signer(before).signatureKey()),
                            CipherSuite.P256,
                            before.info().groupContext());
            CommitEffect effect = CommitReplay.replay(before.roster(), message.content(), proposed);
            for (KeyPackage added : effect.added()) {
                ADDED.check(added, now);
            }
            requirePath(effect);
            requireRoster(effect, extensionsAfter(before, effect));
            return effect;
        } catch (MlsValidationException refused) {
            throw MlsMessages.refusal(conversation, refused.fault());
        }
    }

    private LeafNode signer(GroupInfoCheck before) {
        UpdatePath path = commit.path();
        if (message.content().sender() instanceof Sender.Member member) {
            return before.roster().require(member.leaf());
        }
        if (path == null) {
            throw new ProposalRefusedException(conversation);
        }
        return path.leafNode();
    }

    private void requireAllowed() {
        for (ProposalOrRef entry : commit.proposals()) {
            boolean allowed = entry instanceof ProposalOrRef.Inline inline
                    ? isAllowed(inline.proposal())
                    : !isExternal()
                            && entry instanceof ProposalOrRef.Reference reference
                            && proposed.containsKey(reference.hash());
            if (!allowed) {
                throw new ProposalRefusedException(conversation);
            }
        }
    }

    private boolean isAllowed(Proposal proposal) {
        if (proposal instanceof Proposal.Remove) {
            return true;
        }
        return isExternal()
                ? proposal instanceof Proposal.ExternalInit
                : proposal instanceof Proposal.Add || proposal instanceof Proposal.GroupContextExtensions;
    }

    private void requirePath(CommitEffect effect) {
        UpdatePath path = commit.path();
        if (path == null) {
            // Only a commit that does nothing but add may go without (RFC 9420, section 12.4).
            if (commit.proposals().isEmpty() || !effect.removed().isEmpty() || effect.extensions() != null) {
                throw new ProposalRefusedException(conversation);
            }
            return;
        }
        if (!(path.leafNode().source() instanceof LeafSource.InCommit)) {
            throw new ProposalRefusedException(conversation);
        }
        GroupInfoCheck.requireValid(conversation, path.leafNode(), effect.committer());
    }

    /** The extensions of the group context once the commit has its effect. */
    static Extensions extensionsAfter(GroupInfoCheck before, CommitEffect effect) {
        return Objects.requireNonNullElse(
                effect.extensions(), before.info().groupContext().extensions());
    }

    private void requireRoster(CommitEffect effect, Extensions extensions) {
        if (effect.roster().size() > MOST_DEVICES) {
            throw new ConversationFullException(conversation);
        }
        // Every member knows every extension of the group context (RFC 9420, section 7.3).
        boolean listed = extensions.find(MemberList.EXTENSION).isPresent();
        for (LeafNode leaf : effect.roster().leaves().values()) {
            if (listed && !leaf.capabilities().extensions().contains(MemberList.EXTENSION)) {
                throw new ProposalRefusedException(conversation);
            }
        }
        Set<Bytes> keys = new HashSet<>();
        for (LeafNode leaf : effect.roster().leaves().values()) {
            // Both kinds of keys are unique in a group (RFC 9420, section 7.3).
            if (!keys.add(leaf.encryptionKey()) || !keys.add(leaf.signatureKey())) {
                throw new ProposalRefusedException(conversation);
            }
        }
    }

    /** The leaves that the commit puts out, once {@link #requireEffect} has allowed it. */
    Set<Integer> removedLeaves() {
        Set<Integer> leaves = new HashSet<>();
        for (ProposalOrRef entry : commit.proposals()) {
            if (proposal(entry) instanceof Proposal.Remove remove) {
                leaves.add(Math.toIntExact(remove.leaf()));
            }
        }
        return leaves;
    }

    private @Nullable Proposal proposal(ProposalOrRef entry) {
        if (entry instanceof ProposalOrRef.Inline inline) {
            return inline.proposal();
        }
        FramedContent content =
                entry instanceof ProposalOrRef.Reference reference ? proposed.get(reference.hash()) : null;
        return content != null && content.content() instanceof Content.OneProposal one ? one.proposal() : null;
    }

    /** The committer's new leaf, if the commit has a path. */
    @Nullable LeafNode pathLeaf() {
        UpdatePath path = commit.path();
        return path == null ? null : path.leafNode();
    }

    /** @throws WelcomeMismatchException unless there is a Welcome for exactly those whom the commit adds */
    void requireWelcome(CommitEffect effect, byte @Nullable [] bytes) {
        if (bytes == null || effect.added().isEmpty()) {
            if (bytes != null || !effect.added().isEmpty()) {
                throw new WelcomeMismatchException(conversation);
            }
            return;
        }
        Welcome welcome = MlsMessages.decode(conversation, bytes, MlsMessage::findWelcome);
        List<Bytes> invited = welcome.secrets().stream()
                .map(Welcome.EncryptedGroupSecrets::newMember)
                .toList();
        Set<Bytes> added = effect.added().stream().map(KeyPackage::reference).collect(Collectors.toUnmodifiableSet());
        if (welcome.suite() != CipherSuite.P256.code()
                || invited.size() != added.size()
                || !added.equals(Set.copyOf(invited))) {
            throw new WelcomeMismatchException(conversation);
        }
    }

    /** @throws GroupInfoMismatchException unless it describes the group that this commit makes of the one before */
    void requireGroupInfo(GroupInfoCheck before, CommitEffect effect, GroupInfoCheck after) {
        GroupInfo info = after.info();
        boolean fits = info.groupContext().epoch() == epoch() + 1
                && info.groupContext().extensions().equals(extensionsAfter(before, effect))
                && info.signer() == effect.committer()
                && Objects.equals(info.confirmationTag(), message.auth().confirmationTag())
                && after.roster().leaves().equals(effect.roster().leaves());
        if (!fits) {
            throw new GroupInfoMismatchException(conversation);
        }
        after.requireSigned(conversation);
        after.requireDoor(conversation);
    }
}
