package org.konsil.protocol.mls.group;

import org.konsil.protocol.mls.framing.Sender;
import org.konsil.protocol.mls.proposal.Proposal;

/** A proposal and who made it. */
record SentProposal(Proposal proposal, Sender sender) {}
