package org.konsil.pki.revocation;

import java.math.BigInteger;
import java.time.Instant;

/** One entry of a revocation list. */
public record RevokedCertificate(BigInteger serial, Instant at, RevocationReason reason) {}
