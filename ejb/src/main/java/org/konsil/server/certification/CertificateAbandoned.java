package org.konsil.server.certification;

import java.time.Instant;

/**
 * A serial that may have been signed in a crash, and whose certificate nobody got, was revoked. Fired inside that transaction.
 *
 * @param issuer as in {@link CertificateIssued}
 */
public record CertificateAbandoned(String issuer, CertificateSerial serial, Instant at) {}
