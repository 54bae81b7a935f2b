package org.konsil.server.certification;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A certificate that was on hold counts again. Fired inside the transaction that stored it. */
public record CertificateReleased(CertificateSerial serial, Optional<UUID> device, Instant at) {}
