package org.konsil.server.certification;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A request for approval came to its end. Fired inside the transaction that decided.
 *
 * @param outcome approved, rejected or expired
 * @param voters the token subjects of those who decided, in order; two if approved, none if expired
 */
public record ApprovalDecided(
        UUID request,
        ApprovalKind kind,
        String target,
        ApprovalState outcome,
        String requester,
        List<String> voters,
        Instant at) {
    /** Keeps its own copy of the list. */
    public ApprovalDecided {
        voters = List.copyOf(voters);
    }
}
