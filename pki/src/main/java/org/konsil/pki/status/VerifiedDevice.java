package org.konsil.pki.status;

import java.math.BigInteger;
import java.security.PublicKey;
import java.time.Instant;
import java.util.UUID;

/**
 * What a good device certificate says.
 *
 * @param user whose device it is
 * @param device which device
 * @param serial of the certificate
 * @param publicKey P-256
 * @param notAfter its last instant
 */
public record VerifiedDevice(UUID user, UUID device, BigInteger serial, PublicKey publicKey, Instant notAfter) {}
