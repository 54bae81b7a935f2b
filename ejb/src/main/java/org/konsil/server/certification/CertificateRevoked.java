package org.konsil.server.certification;

import java.time.Instant;
import java.util.UUID;

/** A certificate was revoked. Fired inside the transaction that stored it. */
public record CertificateRevoked(CertificateSerial serial, UUID device, String reason, Instant at) {}
