package org.konsil.client.messaging;

import java.util.List;
import org.konsil.client.identity.HospitalPolicy;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.framing.Content;
import org.konsil.protocol.mls.framing.FramedContent;
import org.konsil.protocol.mls.framing.MlsMessage;
import org.konsil.protocol.mls.framing.PublicMessage;
import org.konsil.protocol.mls.framing.Sender;
import org.konsil.protocol.mls.group.MlsGroup;
import org.konsil.protocol.mls.leaf.Extension;
import org.konsil.protocol.mls.leaf.ExternalSender;
import org.konsil.protocol.mls.proposal.Proposal;

/** What the server may propose: to remove a member, with its key, and nothing else (RFC 9420, section 12.1.8.1). */
final class Proposals {

    private Proposals() {}

    /**
     * Looks at a proposal before the group takes it, which checks its signature.
     *
     * @return the leaf that is to go
     */
    static long requireRemoval(MlsGroup group, MlsMessage message, HospitalPolicy policy) {
        FramedContent content =
                message.findPublicMessage().map(PublicMessage::content).orElseThrow(Proposals::refused);
        if (!(content.sender() instanceof Sender.External external)
                || !(content.content() instanceof Content.OneProposal one)
                || !(one.proposal() instanceof Proposal.Remove remove)
                || !content.authenticatedData().isEmpty()) {
            throw refused();
        }
        List<ExternalSender> senders = group.context()
                .extensions()
                .find(Extension.EXTERNAL_SENDERS, ExternalSender::readList)
                .orElse(List.of());
        if (external.index() >= senders.size()) {
            throw refused();
        }
        policy.requireSigning(senders.get((int) external.index()));
        if (remove.leaf() > Integer.MAX_VALUE
                || group.roster().find((int) remove.leaf()).isEmpty()
                || group.proposedRemovals().contains(remove.leaf())) {
            throw refused();
        }
        return remove.leaf();
    }

    private static MlsValidationException refused() {
        return new MlsValidationException(Fault.PROPOSAL_NOT_ALLOWED);
    }
}
