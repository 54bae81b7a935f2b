package org.konsil.server.certification;

import java.time.Instant;

/** A certificate is there; for those who look after its status, not for the proof log. Fired inside its transaction. */
public record CertificateStored(IssuedCertificate certificate, Instant at) {}
