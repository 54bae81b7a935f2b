package org.konsil.server.certification;

import java.time.Instant;
import java.util.UUID;

/** A certificate was issued. Fired inside the transaction that stored it. */
public record CertificateIssued(CertificateSerial serial, UUID device, String sha256, Instant at) {}
