package org.konsil.server.certification;

import java.time.Instant;
import java.util.Optional;

/**
 * A certificate was issued. Fired inside the transaction that stored it. What becomes of it in the proof log is nameless, and
 * whoever sees the certificate can recompute all of it (N12).
 *
 * @param issuer the authority's key identifier, lower-case hexadecimal, as the certificate's authorityKeyIdentifier has it
 * @param sha256 of the certificate's DER, lower-case hexadecimal
 * @param userSha256 of the user's URI in UTF-8, lower-case hexadecimal; nothing if it is no person's
 */
public record CertificateIssued(
        String issuer, CertificateSerial serial, String sha256, Optional<String> userSha256, Instant at) {}
