package org.konsil.protocol.mls.group;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsWriter;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.mls.crypto.HpkeKeyPair;
import org.konsil.protocol.mls.framing.AuthenticatedContent;
import org.konsil.protocol.mls.framing.Content;
import org.konsil.protocol.mls.framing.ContentType;
import org.konsil.protocol.mls.framing.FramedContent;
import org.konsil.protocol.mls.framing.MlsMessage;
import org.konsil.protocol.mls.framing.PrivateMessage;
import org.konsil.protocol.mls.framing.PublicMessage;
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
    private final PastEpochs past = new PastEpochs();
    private final ArchiveKeeper keeper;
    /** The commits that were made in this epoch, by their confirmation tags. */
    private final Set<Bytes> made = new HashSet<>();

    private GroupState state;
    private boolean over;

    /** From storage. */
    MlsGroup(Identity self, GroupEnvironment environment, ArchiveKeeper.Content content, ArchiveKeeper keeper) {
        this.self = self;
        this.environment = environment;
        this.state = content.current();
        this.ledger = content.ledger();
        this.keeper = keeper;
        this.over = content.over();
        content.states().subList(0, content.states().size() - 1).forEach(past::keep);
    }

    private static MlsGroup fresh(Identity self, GroupEnvironment environment, GroupState state) {
        ArchiveKeeper.Content content = new ArchiveKeeper.Content(List.of(state), new Ledger(), false);
        return new MlsGroup(self, environment, content, new ArchiveKeeper(new ArchiveSeal(state.suite()), null));
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
        Content application = new Content.Application(Bytes.of(content));
        return writer().protect(writer().sign(WireFormat.PRIVATE_MESSAGE, application, authenticatedData));
    }

    public synchronized MlsMessage propose(Proposal proposal) {
        requireAlive();
        AuthenticatedContent signed =
                writer().sign(environment.handshakes(), new Content.OneProposal(proposal), Bytes.EMPTY);
        keeper.touchEpoch();
        ledger.remember(state.suite(), signed);
        return writer().protect(signed);
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

    /** The leaves that pending proposals remove; the next commit does it, without a Remove of its own. */
    public synchronized Set<Long> proposedRemovals() {
        Set<Long> leaves = new HashSet<>();
        for (Bytes reference : ledger.references()) {
            if (ledger.require(reference).proposal() instanceof Proposal.Remove remove) {
                leaves.add(remove.leaf());
            }
        }
        return leaves;
    }

    /** Forgets a proposal, for example an own one that the server did not take. */
    public synchronized boolean withdraw(Bytes reference) {
        keeper.touchEpoch();
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
                CommitMaker.Made commit = new CommitMaker(base, self, environment)
                        .make(
                                set,
                                entries,
                                plan,
                                new CommitMaker.Mixed(state.secrets().init(), psk))) {
            GroupState next = commit.step().state(commit.keys());
            Welcome welcome = WelcomeMaker.welcome(
                    commit, set, () -> WelcomeMaker.groupInfo(next, self, plan.treeInWelcome(), false));
            StagedCommit.Sent sent = new StagedCommit.Sent(
                    writer().protect(commit.commit()),
                    welcome,
                    () -> WelcomeMaker.groupInfo(next, self, plan.treeInWelcome(), true));
            made.add(next.confirmationTag());
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

    /**
     * A commit that is on its way, for storage: who is stopped before the server's answer came can still accept it. It is secret,
     * and deleted when the group goes on, by this commit or another.
     */
    public synchronized SecretBytes save(StagedCommit staged) {
        try (MlsWriter writer = new MlsWriter()) {
            staged.writeTo(writer, state.tree());
            return SecretBytes.owning(writer.toByteArray());
        }
    }

    /** The commit that {@link #save(StagedCommit)} stored; one of another epoch is refused. */
    public synchronized StagedCommit restoreStaged(SecretBytes stored) {
        requireAlive();
        StagedCommit staged = stored.read(reader -> StagedCommit.read(reader, state.tree(), self));
        if (!staged.isAfter(state.interimTranscriptHash())) {
            staged.close();
            throw new MlsValidationException(Fault.WRONG_EPOCH);
        }
        made.add(staged.confirmationTag());
        return staged;
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
        if (sender == of.self()) {
            throw outdated();
        }
        return new Received.Application(
                message.epoch(),
                sender,
                of.tree().requireLeaf(sender),
                content.authenticatedData(),
                ((Content.Application) content.content()).bytes());
    }

    /** This device sent what this state does not know: the state is an old copy, and would use keys a second time. */
    private MlsValidationException outdated() {
        over = true;
        keeper.touchEpoch();
        return new MlsValidationException(Fault.STATE_OUTDATED);
    }

    private void requireNotOwn(AuthenticatedContent message) {
        if (!message.content().sender().equals(new Sender.Member(state.self()))) {
            return;
        }
        Bytes tag = message.auth().confirmationTag();
        if (tag != null && made.contains(tag)) {
            throw new MlsValidationException(Fault.OWN_COMMIT);
        }
        if (tag != null || !ledger.references().contains(message.proposalReference(state.suite()))) {
            throw outdated();
        }
    }

    private Received handshake(AuthenticatedContent message) {
        requireNotOwn(message);
        keeper.touchEpoch();
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
        made.clear();
        keeper.touchEpoch();
        next.messageKeys().touchAll();
        state = next;
        over = last;
    }

    private MessageReader reader(GroupState of) {
        return new MessageReader(of, environment.policy());
    }

    private MessageWriter writer() {
        return new MessageWriter(state, self, environment);
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

    /** All that must be stored of this group. */
    public synchronized GroupArchive save() {
        return keeper.everything(content());
    }

    /**
     * What must be stored since the last call of this or {@link #save}; for a new group that is all. After a message it is as
     * small in a large group as in a small one.
     */
    public synchronized ArchiveChange changes() {
        return keeper.changes(content());
    }

    /** The number of the last {@link #save} or {@link #changes}, for {@link GroupArchive#restoreNewest}. */
    public synchronized long archiveVersion() {
        return keeper.version();
    }

    private ArchiveKeeper.Content content() {
        List<GroupState> states = new ArrayList<>();
        past.states().forEach(states::add);
        states.add(state);
        return new ArchiveKeeper.Content(states, ledger, over);
    }

    @Override
    public synchronized void close() {
        over = true;
        state.close();
        past.close();
        ledger.close();
    }
}
