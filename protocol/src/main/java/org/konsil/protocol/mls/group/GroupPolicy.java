package org.konsil.protocol.mls.group;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.leaf.ExternalSender;
import org.konsil.protocol.mls.leaf.LeafNode;
import org.konsil.protocol.mls.proposal.Proposal;

/**
 * What MLS leaves to the application (RFC 9420, section 5.3.1 and RFC 9750): who is accepted as whom. There is no default
 * that accepts. Each method returns, or throws {@link MlsValidationException}. That a certificate carries the leaf's key is
 * checked before it is asked.
 */
public interface GroupPolicy {

    /** Whether this leaf is who its credential says: the chain leads to a trusted root and nothing in it is revoked. */
    void requireAccepted(LeafNode leaf);

    /** Whether the same device changed its own leaf. */
    void requireSuccessor(LeafNode before, LeafNode after);

    /** Whether this device may join by itself, and put out {@code replaced}; a stranger must not evict anybody. */
    void requireExternalJoin(LeafNode joiner, @Nullable LeafNode replaced);

    /** Whether this sender, which is in the group's extensions, is who it says. */
    void requireExternalSender(ExternalSender sender);

    /** The longest lifetime that is accepted of a key package (RFC 9420, section 7.2). */
    default Duration longestLifetime() {
        return Duration.ofDays(100);
    }

    /** What somebody outside may propose: removals, unless this is overridden. */
    default void requireExternalProposal(Proposal proposal) {
        if (!(proposal instanceof Proposal.Remove)) {
            throw new MlsValidationException(Fault.PROPOSAL_NOT_ALLOWED);
        }
    }
}
