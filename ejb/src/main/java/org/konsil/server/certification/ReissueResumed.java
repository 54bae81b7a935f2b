package org.konsil.server.certification;

import java.time.Instant;
import java.util.UUID;

/**
 * A re-issue that had halted goes on. Fired inside the transaction that stored it.
 *
 * @param officer the subject of the token of the person who let it
 */
public record ReissueResumed(UUID reissue, String officer, Instant at) {}
