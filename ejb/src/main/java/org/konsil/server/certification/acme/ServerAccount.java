package org.konsil.server.certification.acme;

import java.util.UUID;

/**
 * A server's account as it sees it (RFC 8555, section 7.1.2).
 *
 * @param status {@code valid} or {@code deactivated}
 */
public record ServerAccount(UUID id, String status) {}
