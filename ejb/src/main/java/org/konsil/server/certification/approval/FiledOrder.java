package org.konsil.server.certification.approval;

import java.time.Instant;
import java.util.UUID;
import org.konsil.server.certification.ApprovalKind;
import org.konsil.server.certification.ApprovalState;

/**
 * A request for approval as officers see it.
 *
 * @param requester the subject of the token of the person who asked
 * @param votes how many agreed so far
 */
public record FiledOrder(
        UUID id,
        ApprovalKind kind,
        String target,
        String requester,
        ApprovalState state,
        int votes,
        Instant filedAt,
        Instant expiresAt) {}
