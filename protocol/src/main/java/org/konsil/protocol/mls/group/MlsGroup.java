package org.konsil.protocol.mls.group;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.crypto.HpkeKeyPair;
import org.konsil.protocol.mls.framing.AuthenticatedContent;
import org.konsil.protocol.mls.framing.Content;
import org.konsil.protocol.mls.framing.ContentType;
import org.konsil.protocol.mls.framing.FramedContent;
import org.konsil.protocol.mls.framing.MlsMessage;
import org.konsil.protocol.mls.framing.PrivateMessage;
import org.konsil.protocol.mls.framing.PublicMessage;
import org.konsil.protocol.mls.framing.PublicProtection;
import org.konsil.protocol.mls.framing.Sender;
import org.konsil.protocol.mls.framing.WireFormat;
import org.konsil.protocol.mls.leaf.Extensions;
import org.konsil.protocol.mls.leaf.LeafSource;
import org.konsil.protocol.mls.proposal.Proposal;
import org.konsil.protocol.mls.proposal.ProposalOrRef;
import org.konsil.protocol.mls.roster.Roster;
import org.konsil.protocol.mls.tree.TreeNodes;
import org.konsil.protocol.mls.welcome.GroupContext;
import org.konsil.protocol.mls.welcome.GroupInfo;
import org.konsil.protocol.mls.welcome.Welcome;

/**
 * A group as one member lives it (RFC 9420). Every method may be called by any thread, one at a time is let in. What it
 * refuses leaves it as it was. After each call that changes it, {@link #save} it before anything is sent or shown.
 */
public final class MlsGroup implements AutoCloseable {

    private final Identity self;
    private final GroupEnvironment environment;
    private final Ledger ledger;
    private final PastEpochs past;
    private GroupState state;
    private boolean over;

    MlsGroup(Identity self, GroupEnvironment environment, GroupState state, Ledger ledger, PastEpochs past) {
        this.self = self;
        this.environment = environment;
        this.state = state;
        this.ledger = ledger;
        this.past = past;
    }

    private static MlsGroup fresh(Identity self, GroupEnvironment environment, GroupState state) {
        return new MlsGroup(self, environment, state, new Ledger(), new PastEpochs());
    }

    /** A new group with this device alone. */
    public static MlsGroup create(Identity self, Bytes groupId, Extensions extensions, GroupEnvironment environment) {
        return fresh(self, environment, GroupFounder.create(self, groupId, extensions, environment));
    }

    /**
     * Joins by a Welcome. The key package is used up: its owner closes and deletes it.
     *
     * @param tree the ratchet tree, if the Welcome does not carry it
     */
    public static MlsGroup join(
            Identity self, OwnKeyPackage own, Welcome welcome, @Nullable TreeNodes tree, GroupEnvironment environment) {
        return fresh(self, environment, GroupFounder.join(self, own, welcome, tree, environment));
    }

    /** Joins by this device's own commit (section 12.4.3.2); see {@link ExternalJoin}. */
    public static ExternalJoin joinExternally(
            Identity self,
            GroupInfo info,
            @Nullable TreeNodes tree,
            @Nullable Long replacing,
            GroupEnvironment environment) {
        return ExternalJoin.make(self, info, tree, replacing, environment);
    }

    static MlsGroup entered(Identity self, GroupEnvironment environment, StagedCommit staged) {
        return fresh(self, environment, staged.take());
    }

    public synchronized GroupContext context() {
        return state.context();
    }

    public synchronized int ownLeaf() {
        return state.self();
    }

    public synchronized Roster roster() {
        return Roster.of(state.tree().toNodes());
    }

    public synchronized TreeNodes tree() {
        return state.tree().toNodes();
    }

    /** Whether this member was removed or the group ended; it reads and writes nothing any more. */
    public synchronized boolean isOver() {
        return over;
    }

    /** The same for all members of an epoch who agree on everything (section 8.7). */
    public synchronized Bytes epochAuthenticator() {
        return Bytes.of(state.secrets().authenticator().copyBytes());
    }

    /** {@code MLS-Exporter} (section 8.5). */
    public synchronized SecretBytes export(String label, byte[] context, int length) {
        return state.secrets().export(state.suite(), label, context, length);
    }

    public synchronized GroupInfo groupInfo(boolean withTree) {
        requireAlive();
        return WelcomeMaker.groupInfo(state, self, withTree, true);
    }

    /** Seals bytes of the application for the group; refused while proposals wait for a commit (section 12.4). */
    public synchronized MlsMessage seal(byte[] content, Bytes authenticatedData) {
        requireAlive();
        if (!ledger.references().isEmpty()) {
            throw new MlsValidationException(Fault.PROPOSALS_PENDING);
        }
        FramedContent framed = framed(new Content.Application(Bytes.of(content)), authenticatedData);
        AuthenticatedContent signed = sign(WireFormat.PRIVATE_MESSAGE, framed);
        return MlsMessage.of(state.protection().protect(signed, environment.paddedTo()));
    }

    public synchronized MlsMessage propose(Proposal proposal) {
        requireAlive();
        AuthenticatedContent signed =
                sign(environment.handshakes(), framed(new Content.OneProposal(proposal), Bytes.EMPTY));
        ledger.remember(state.suite(), signed);
        return protect(signed);
    }

    /** Proposes fresh keys for the own leaf. */
    public synchronized MlsMessage proposeUpdate() {
        requireAlive();
        HpkeKeyPair encryption = state.suite().generateKeyPair();
        ledger.remember(encryption);
        return propose(
                new Proposal.Update(self.leaf(encryption.publicKey(), new LeafSource.InUpdate(), state.ownPlace())));
    }

    /** The references of all proposals that the next commit takes in. */
    public synchronized List<Bytes> pendingProposals() {
        return ledger.references();
    }

    /** Forgets a proposal, for example an own one that the server did not take. */
    public synchronized boolean withdraw(Bytes reference) {
        return ledger.withdraw(reference);
    }

    /** Makes a commit; the group stays as it is until {@link #accept}. */
    public synchronized StagedCommit commit(CommitPlan plan) {
        requireAlive();
        Sender sender = new Sender.Member(state.self());
        List<ProposalOrRef> entries = new ArrayList<>();
        for (Bytes reference : ledger.references()) {
            if (!isOwnUpdate(reference)) {
                entries.add(new ProposalOrRef.Reference(reference));
            }
        }
        plan.proposals().forEach(proposal -> entries.add(new ProposalOrRef.Inline(proposal)));
        ProposalSet set = new ProposalSet(ledger.resolve(entries, sender), sender);
        CommitMaker.Base base = new CommitMaker.Base(
                state.context(), state.tree(), state.interimTranscriptHash(), state.keys(), environment.handshakes());
        try (SecretBytes psk = ledger.preSharedSecret(state, set.psks(), environment.psks());
                CommitMaker.Made made = new CommitMaker(base, self, environment)
                        .make(
                                set,
                                entries,
                                plan,
                                new CommitMaker.Mixed(state.secrets().init(), psk))) {
            GroupState next = made.step().state(made.keys());
            GroupInfo inWelcome = WelcomeMaker.groupInfo(next, self, plan.treeInWelcome(), false);
            Welcome welcome = WelcomeMaker.welcome(made, set, inWelcome);
            GroupInfo info = WelcomeMaker.groupInfo(next, self, plan.treeInWelcome(), true);
            StagedCommit.Sent sent = new StagedCommit.Sent(protect(made.commit()), welcome, info);
            return new StagedCommit(base.interim(), sent, next, set.isReInit());
        }
    }

    /** The committer's path does what its own Update would; it may not commit that (section 12.2). */
    private boolean isOwnUpdate(Bytes reference) {
        SentProposal sent = ledger.require(reference);
        return sent.proposal() instanceof Proposal.Update && sent.sender().equals(new Sender.Member(state.self()));
    }

    /** The server took the commit: the group goes into its epoch. One that was overtaken is refused. */
    public synchronized void accept(StagedCommit staged) {
        requireAlive();
        if (!staged.isAfter(state.interimTranscriptHash())) {
            throw new MlsValidationException(Fault.WRONG_EPOCH);
        }
        enter(staged.take(), staged.isLast());
    }

    /** Reads a message of this group, checks everything about it, and does what it says. */
    public synchronized Received receive(MlsMessage message) {
        requireAlive();
        PrivateMessage sealed = message.findPrivateMessage().orElse(null);
        if (sealed != null) {
            return receive(sealed);
        }
        PublicMessage open =
                message.findPublicMessage().orElseThrow(() -> new MlsValidationException(Fault.WRONG_CONTENT));
        requireHere(open.content().groupId());
        requireCurrent(open.content().epoch());
        return handshake(reader(state).open(open));
    }

    private Received receive(PrivateMessage message) {
        requireHere(message.groupId());
        if (message.contentType() != ContentType.APPLICATION) {
            requireCurrent(message.epoch());
            return handshake(reader(state).open(message));
        }
        boolean current = message.epoch() == state.context().epoch();
        GroupState of = current ? state : past.require(message.epoch());
        FramedContent content = reader(of).open(message).content();
        int sender = (int) ((Sender.Member) content.sender()).leaf();
        return new Received.Application(
                message.epoch(),
                sender,
                of.tree().requireLeaf(sender),
                content.authenticatedData(),
                ((Content.Application) content.content()).bytes());
    }

    private Received handshake(AuthenticatedContent message) {
        if (message.content().content() instanceof Content.OneProposal proposal) {
            ledger.remember(state.suite(), message);
            Bytes reference = message.proposalReference(state.suite());
            return new Received.Proposed(message.content().sender(), proposal.proposal(), reference);
        }
        CommitReader.Followed followed = new CommitReader(state, ledger, environment).follow(message);
        GroupState next = followed.next();
        if (next == null) {
            over = true;
            ledger.endEpoch(state);
        } else {
            enter(next, followed.change().last());
        }
        return new Received.Committed(followed.change());
    }

    private void enter(GroupState next, boolean last) {
        ledger.endEpoch(state);
        past.keep(state);
        state = next;
        over = last;
    }

    private MessageReader reader(GroupState of) {
        return new MessageReader(of, environment.policy());
    }

    private FramedContent framed(Content content, Bytes authenticatedData) {
        return new FramedContent(
                state.context().groupId(),
                state.context().epoch(),
                new Sender.Member(state.self()),
                authenticatedData,
                content);
    }

    private AuthenticatedContent sign(WireFormat format, FramedContent content) {
        return AuthenticatedContent.sign(format, content, state.context(), state.suite(), self.signingKey());
    }

    private MlsMessage protect(AuthenticatedContent signed) {
        if (signed.wireFormat() == WireFormat.PRIVATE_MESSAGE) {
            return MlsMessage.of(state.protection().protect(signed, environment.paddedTo()));
        }
        CipherSuite suite = state.suite();
        return MlsMessage.of(PublicProtection.protect(suite, state.secrets().membership(), state.context(), signed));
    }

    private void requireHere(Bytes groupId) {
        if (!groupId.equals(state.context().groupId())) {
            throw new MlsValidationException(Fault.WRONG_GROUP);
        }
    }

    private void requireCurrent(long epoch) {
        if (epoch != state.context().epoch()) {
            throw new MlsValidationException(Fault.WRONG_EPOCH);
        }
    }

    private void requireAlive() {
        if (over) {
            throw new MlsValidationException(Fault.GROUP_INACTIVE);
        }
    }

    /** What must be stored of this group; see {@link GroupArchive}. */
    public synchronized GroupArchive save() {
        return GroupArchive.of(state, past, ledger, over);
    }

    void markOver() {
        over = true;
    }

    @Override
    public synchronized void close() {
        over = true;
        state.close();
        past.close();
        ledger.close();
    }
}
