package org.konsil.server.certification;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A certificate counts for nothing for a while. Fired inside the transaction that stored it. */
public record CertificateHeld(CertificateSerial serial, Optional<UUID> device, Instant at) {}
