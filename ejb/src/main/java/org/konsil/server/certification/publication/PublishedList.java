package org.konsil.server.certification.publication;

import java.time.Instant;

/**
 * A revocation list as it is given out.
 *
 * @param der the signed list
 * @param number greater than that of every list before
 * @param thisUpdate its first instant
 * @param nextUpdate when it is over
 */
public record PublishedList(byte[] der, long number, Instant thisUpdate, Instant nextUpdate) {}
