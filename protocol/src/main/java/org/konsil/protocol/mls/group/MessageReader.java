package org.konsil.protocol.mls.group;

import java.security.PublicKey;
import java.util.List;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.framing.AuthenticatedContent;
import org.konsil.protocol.mls.framing.Content;
import org.konsil.protocol.mls.framing.FramedContent;
import org.konsil.protocol.mls.framing.PrivateMessage;
import org.konsil.protocol.mls.framing.PublicMessage;
import org.konsil.protocol.mls.framing.PublicProtection;
import org.konsil.protocol.mls.framing.Sender;
import org.konsil.protocol.mls.leaf.ExternalSender;
import org.konsil.protocol.mls.leaf.LeafNode;
import org.konsil.protocol.mls.proposal.Proposal;
import org.konsil.protocol.mls.proposal.UpdatePath;

/** Opens a message of one epoch and checks who sent it, and whether that sender may say such a thing (section 6). */
record MessageReader(GroupState state, GroupPolicy policy) {

    AuthenticatedContent open(PublicMessage message) {
        AuthenticatedContent content =
                PublicProtection.unprotect(state.suite(), state.secrets().membership(), state.context(), message);
        return checked(content);
    }

    AuthenticatedContent open(PrivateMessage message) {
        return checked(state.protection().unprotect(message, state.self()));
    }

    private AuthenticatedContent checked(AuthenticatedContent message) {
        CipherSuite suite = state.suite();
        PublicKey key = suite.signatureKey(signatureKey(message.content()));
        message.requireSignedBy(key, suite, state.context());
        requireAllowed(message.content());
        return message;
    }

    private Bytes signatureKey(FramedContent content) {
        Sender sender = content.sender();
        if (sender instanceof Sender.Member member) {
            return state.tree().requireLeaf(member.leaf()).signatureKey();
        }
        if (sender instanceof Sender.External external) {
            return requireExternalSender(external.index()).signatureKey();
        }
        return requireNewLeaf(content).signatureKey();
    }

    private ExternalSender requireExternalSender(long index) {
        List<ExternalSender> senders =
                ProposalCheck.externalSenders(state.context().extensions());
        if (index >= senders.size()) {
            throw new MlsValidationException(Fault.WRONG_SENDER);
        }
        return senders.get((int) index);
    }

    /** The leaf of somebody who is no member yet: in its commit's path, or in the Add that it asks for. */
    private static LeafNode requireNewLeaf(FramedContent content) {
        if (content.sender() instanceof Sender.NewMemberCommit
                && content.content() instanceof Content.OneCommit commit) {
            UpdatePath path = commit.commit().path();
            if (path == null) {
                throw new MlsValidationException(Fault.PATH_MISSING);
            }
            return path.leafNode();
        }
        if (content.sender() instanceof Sender.NewMemberProposal
                && content.content() instanceof Content.OneProposal proposal
                && proposal.proposal() instanceof Proposal.Add add) {
            return add.keyPackage().leafNode();
        }
        throw new MlsValidationException(Fault.WRONG_SENDER);
    }

    private void requireAllowed(FramedContent content) {
        Sender sender = content.sender();
        if (sender instanceof Sender.External external) {
            if (!(content.content() instanceof Content.OneProposal proposal)) {
                throw new MlsValidationException(Fault.WRONG_SENDER);
            }
            policy.requireExternalSender(requireExternalSender(external.index()));
            policy.requireExternalProposal(proposal.proposal());
        } else if (sender instanceof Sender.NewMemberProposal
                && content.content() instanceof Content.OneProposal proposal) {
            policy.requireExternalProposal(proposal.proposal());
        }
        boolean initElsewhere = content.content() instanceof Content.OneProposal proposal
                && proposal.proposal() instanceof Proposal.ExternalInit;
        if (initElsewhere) {
            throw new MlsValidationException(Fault.PROPOSAL_NOT_ALLOWED);
        }
    }
}
