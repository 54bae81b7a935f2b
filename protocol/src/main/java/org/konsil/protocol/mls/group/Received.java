package org.konsil.protocol.mls.group;

import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.framing.Sender;
import org.konsil.protocol.mls.leaf.LeafNode;
import org.konsil.protocol.mls.proposal.Proposal;

/** What a message was, after everything about it was checked. */
public sealed interface Received {

    /** Bytes of the application, from this member of this epoch. */
    record Application(long epoch, int sender, LeafNode senderLeaf, Bytes authenticatedData, Bytes content)
            implements Received {}

    /** A proposal; the next commit of this member takes it in. */
    record Proposed(Sender sender, Proposal proposal, Bytes reference) implements Received {}

    /** A commit; the group is in a new epoch, or over for this member. */
    record Committed(EpochChange change) implements Received {}
}
