package org.konsil.server.certification.order;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.konsil.server.certification.CertificateSerial;

/**
 * An order as its account sees it (RFC 8555, section 7.1.3).
 *
 * @param status {@code pending}, {@code ready}, {@code valid} or {@code invalid}
 * @param authorizations one for each name, in the order of the names
 * @param serial of its certificate, once it is {@code valid}
 */
public record ServerOrder(
        UUID id,
        String status,
        Instant expiresAt,
        List<NameAuthorization> authorizations,
        Optional<CertificateSerial> serial,
        Optional<CertificateSerial> replaces) {

    /** Keeps its own copy of the list. */
    public ServerOrder {
        authorizations = List.copyOf(authorizations);
    }
}
