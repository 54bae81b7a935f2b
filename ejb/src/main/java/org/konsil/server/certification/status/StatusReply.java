package org.konsil.server.certification.status;

import java.time.Instant;
import java.util.Optional;

/**
 * An answer to a question for status.
 *
 * @param response OCSPResponse, DER
 * @param keepUntil until when a cache may give the same answer to the same question; nothing if it may not
 * @param isKnown whether it says something of a certificate that there is
 */
public record StatusReply(byte[] response, Optional<Instant> keepUntil, boolean isKnown) {}
