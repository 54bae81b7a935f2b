package org.konsil.server.certification;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A certificate was revoked. Fired inside the transaction that stored it. */
public record CertificateRevoked(CertificateSerial serial, Optional<UUID> device, String reason, Instant at) {}
