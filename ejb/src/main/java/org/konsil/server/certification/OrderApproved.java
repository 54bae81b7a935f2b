package org.konsil.server.certification;

import java.time.Instant;
import java.util.UUID;

/**
 * Two people agreed: whoever does such things does it now, inside the transaction of the second vote.
 *
 * @param content what was filed, unchanged
 */
public record OrderApproved(UUID request, ApprovalKind kind, String target, byte[] content, Instant at) {}
