package org.konsil.server.certification.order;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.konsil.server.certification.AcmeRefusal;

/**
 * Whether an account proved that it answers for a name (RFC 8555, section 7.1.4); its one challenge is http-01 and has the
 * same id.
 *
 * @param status {@code pending}, {@code valid}, {@code invalid}, {@code deactivated} or {@code expired}
 * @param challengeStatus {@code pending}, {@code processing}, {@code valid} or {@code invalid}
 * @param error why the proof failed
 */
public record NameAuthorization(
        UUID id,
        String name,
        String status,
        String challengeStatus,
        Instant expiresAt,
        String token,
        Optional<AcmeRefusal> error,
        Optional<Instant> validatedAt) {}
