package org.konsil.server.certification.acme;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What is known of a key for opening an account; never the key itself.
 *
 * @param label which server it is for, in the officer's words
 * @param issuedBy the subject of the officer's token
 * @param expiresAt until then it may open an account; the account stays
 * @param account the one that it opened
 */
public record BindingKey(
        UUID kid,
        String label,
        String issuedBy,
        Instant issuedAt,
        Instant expiresAt,
        Optional<Instant> revokedAt,
        Optional<UUID> account) {}
