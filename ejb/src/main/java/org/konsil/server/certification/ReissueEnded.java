package org.konsil.server.certification;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A re-issue is done or canceled. Fired inside the transaction that stored it.
 *
 * @param officer the subject of the token of the person who canceled it
 */
public record ReissueEnded(UUID reissue, String profile, ReissueState outcome, Optional<String> officer, Instant at) {}
