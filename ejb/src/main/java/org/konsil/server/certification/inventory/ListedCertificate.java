package org.konsil.server.certification.inventory;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.konsil.server.certification.CertificateSerial;

/**
 * A line of the inventory.
 *
 * @param profile name, version and revision
 * @param holder an id, never a person's name
 * @param revoked the reason, if it is revoked or on hold
 * @param user the random id of the person whose it is, or whose device's
 */
public record ListedCertificate(
        CertificateSerial serial,
        String profile,
        String holder,
        Instant notBefore,
        Instant notAfter,
        Optional<String> revoked,
        Optional<UUID> user) {}
