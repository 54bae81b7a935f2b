package org.konsil.server.certification;

import java.time.Instant;
import java.util.UUID;

/**
 * Somebody asked for what needs two people. Fired inside the transaction that stored it.
 *
 * @param requester the subject of their token
 */
public record ApprovalFiled(UUID request, ApprovalKind kind, String target, String requester, Instant at) {}
