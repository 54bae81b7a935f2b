package org.konsil.server.certification.inventory;

import java.time.Instant;
import java.util.Optional;

/**
 * How a revocation list is.
 *
 * @param name CA and shard, or {@code root}
 * @param thisUpdate its first instant; nothing if there is no such list yet
 * @param nextUpdate when it is over
 * @param current whether it is good now
 */
public record ListHealth(String name, Optional<Instant> thisUpdate, Optional<Instant> nextUpdate, boolean current) {}
