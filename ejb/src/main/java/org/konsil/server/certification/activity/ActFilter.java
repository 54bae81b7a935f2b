package org.konsil.server.certification.activity;

import java.time.Instant;
import java.util.Optional;
import org.konsil.server.certification.ActKind;

/**
 * Which acts are looked for.
 *
 * @param from the first instant
 * @param until the first one that is not meant any more
 */
public record ActFilter(Optional<ActKind> kind, Optional<Instant> from, Optional<Instant> until) {}
