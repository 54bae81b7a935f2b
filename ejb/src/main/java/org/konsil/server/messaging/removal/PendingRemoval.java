package org.konsil.server.messaging.removal;

import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.framing.FramedContent;
import org.konsil.server.messaging.Envelope;

/**
 * A proposal of the server's that the next commit must reference.
 *
 * @param reference its ProposalRef (RFC 9420, section 5.2)
 * @param content what it proposes
 * @param envelope its place in the log
 */
public record PendingRemoval(Bytes reference, FramedContent content, Envelope envelope) {}
