package org.konsil.protocol.mls.group;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.crypto.SharedSecret;
import org.konsil.protocol.mls.framing.MlsMessage;
import org.konsil.protocol.mls.framing.PublicMessage;
import org.konsil.protocol.mls.framing.Sender;
import org.konsil.protocol.mls.framing.TranscriptHash;
import org.konsil.protocol.mls.framing.WireFormat;
import org.konsil.protocol.mls.leaf.Extension;
import org.konsil.protocol.mls.proposal.Proposal;
import org.konsil.protocol.mls.proposal.ProposalOrRef;
import org.konsil.protocol.mls.schedule.PreSharedKeys;
import org.konsil.protocol.mls.tree.RatchetTree;
import org.konsil.protocol.mls.tree.TreeNodes;
import org.konsil.protocol.mls.welcome.GroupContext;
import org.konsil.protocol.mls.welcome.GroupInfo;

/**
 * A commit by which a device joins, or comes back after it lost its state (RFC 9420, section 12.4.3.2). Send it, then call
 * {@link #enter} if the server took it.
 */
public final class ExternalJoin implements AutoCloseable {

    private final Identity self;
    private final GroupEnvironment environment;
    private final StagedCommit staged;

    private ExternalJoin(Identity self, GroupEnvironment environment, StagedCommit staged) {
        this.self = self;
        this.environment = environment;
        this.staged = staged;
    }

    static ExternalJoin make(
            Identity self,
            GroupInfo info,
            @Nullable TreeNodes given,
            @Nullable Long replacing,
            GroupEnvironment environment) {
        CipherSuite suite = CipherSuite.require(info.groupContext().suite());
        RatchetTree tree = GroupFounder.requireValid(info, given, environment);
        Bytes externalKey = info.extensions()
                .find(Extension.EXTERNAL_PUB, MlsReader::opaque)
                .orElseThrow(() -> new MlsValidationException(Fault.EXTERNAL_KEY_MISSING));
        SharedSecret init = suite.agree(externalKey, GroupFounder.EXTERNAL_INIT);
        List<ProposalOrRef> entries = new ArrayList<>();
        entries.add(new ProposalOrRef.Inline(new Proposal.ExternalInit(init.kemOutput())));
        if (replacing != null) {
            entries.add(new ProposalOrRef.Inline(new Proposal.Remove(replacing)));
        }
        Sender sender = new Sender.NewMemberCommit();
        ProposalSet set = new ProposalSet(new Ledger().resolve(entries, sender), sender);
        try (SecretBytes secret = init.secret();
                SecretBytes psk = PreSharedKeys.combine(suite, List.of(), List.of());
                CommitMaker.Made made = new CommitMaker(base(info, tree, suite), self, environment)
                        .make(set, entries, CommitPlan.refreshing(), new CommitMaker.Mixed(secret, psk))) {
            GroupState next = made.step().state(made.keys());
            PublicMessage message =
                    new PublicMessage(made.commit().content(), made.commit().auth(), null);
            StagedCommit.Sent sent = new StagedCommit.Sent(
                    MlsMessage.of(message), null, () -> WelcomeMaker.groupInfo(next, self, true, true));
            return new ExternalJoin(self, environment, new StagedCommit(Bytes.EMPTY, sent, next, false));
        }
    }

    private static CommitMaker.Base base(GroupInfo info, RatchetTree tree, CipherSuite suite) {
        GroupContext context = info.groupContext();
        Bytes interim = TranscriptHash.interim(suite, context.confirmedTranscriptHash(), info.confirmationTag());
        return new CommitMaker.Base(context, tree, interim, null, WireFormat.PUBLIC_MESSAGE);
    }

    public MlsMessage commit() {
        return staged.commit();
    }

    /** Of the epoch that the commit leads to. */
    public GroupInfo groupInfo() {
        return staged.groupInfo();
    }

    /** The server took the commit: the group, as its newest member lives it. */
    public MlsGroup enter() {
        return MlsGroup.entered(self, environment, staged);
    }

    @Override
    public void close() {
        staged.close();
    }
}
